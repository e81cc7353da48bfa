import { describe, expect, it } from 'vitest';
import { allowsSend } from '../../../src/sandbox/sqs/policy.ts';

const rule = 'arn:aws:events:us-east-1:000000000000:rule/orders';
const queueArn = 'arn:aws:sqs:us-east-1:000000000000:dlq';
const request = { service: 'events.amazonaws.com', sourceArn: rule, queueArn };

const statement = {
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: queueArn,
  Condition: { ArnEquals: { 'aws:SourceArn': rule } },
};

const allows = (...statements: unknown[]) => allowsSend(JSON.stringify({ Statement: statements }), request);

describe('a queue policy', () => {
  it.each([
    ['as AWS documents it', {}],
    ['any action of SQS', { Action: 'sqs:*' }],
    ['an action in another case, among others', { Action: ['sqs:ReceiveMessage', 'SQS:SendMessage'] }],
    ['several services', { Principal: { Service: ['sns.amazonaws.com', 'events.amazonaws.com'] } }],
    ['everybody', { Principal: '*' }],
    ['any resource', { Resource: '*' }],
    ['no condition', { Condition: undefined }],
    ['ArnLike with a wildcard', { Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:events:*:*:rule/*' } } }],
    ['StringEquals', { Condition: { StringEquals: { 'aws:SourceArn': [`${rule}-old`, rule] } } }],
  ])('allows with %s', (_, change) => {
    expect(allows({ ...statement, ...change })).toBe(true);
  });

  it.each([
    ['another service', { Principal: { Service: 'sns.amazonaws.com' } }],
    ['an account', { Principal: { AWS: 'arn:aws:iam::000000000000:root' } }],
    ['no principal', { Principal: undefined }],
    ['another action', { Action: 'sqs:ReceiveMessage' }],
    ['another queue', { Resource: `${queueArn}-2` }],
    ['another rule', { Condition: { ArnEquals: { 'aws:SourceArn': `${rule}-2` } } }],
    ['a wildcard in StringEquals', { Condition: { StringEquals: { 'aws:SourceArn': 'arn:*' } } }],
    ['a condition that the sandbox does not know', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ['one condition of two', { Condition: { ...statement.Condition, StringEquals: { 'aws:SourceArn': 'other' } } }],
  ])('does not allow with %s', (_, change) => {
    expect(allows({ ...statement, ...change })).toBe(false);
  });

  it('lets a Deny win, also one that it cannot read', () => {
    expect(allows(statement, { ...statement, Effect: 'Deny' })).toBe(false);
    expect(allows(statement, { ...statement, Effect: 'Deny', Condition: { Bool: { x: 'true' } } })).toBe(false);
    expect(allows(statement, { ...statement, Effect: 'Deny', Principal: { Service: 'sns.amazonaws.com' } })).toBe(true);
  });

  it('takes a single statement without a list, and nothing for no policy', () => {
    expect(allowsSend(JSON.stringify({ Statement: statement }), request)).toBe(true);
    for (const none of [undefined, '', 'nonsense', '[]', '{}']) expect(allowsSend(none, request)).toBe(false);
  });
});
