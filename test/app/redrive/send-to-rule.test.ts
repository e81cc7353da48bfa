import { describe, expect, it } from 'vitest';
import type { ReceivedMessage } from '../../../src/domain/dead-letter/message.ts';
import { destinationArn, ruleArn, timedOut } from '../../support/builders/dead-letters.ts';
import { found, MISSING } from '../../support/fakes/fake-integration.ts';
import { listed, portsOf, redriven } from '../../support/fakes/use-cases.ts';

/** A whole event as another service leaves it. */
function ownerless(messageId: string): ReceivedMessage {
  return { ...timedOut(messageId), attributes: { ErrorMessage: { dataType: 'String', text: 'Test exception' } } };
}

const TARGET = { id: 't', input: { kind: 'whole-event' }, http: { path: [], query: {}, headers: {} } } as const;
const DLQ = 'arn:aws:sqs:us-east-1:123456789012:dlq';

describe('a whole event that names no rule', () => {
  it('is held, and nothing is looked up or sent', async () => {
    const ports = portsOf({ messages: [ownerless('a')] });
    expect((await redriven(ports)).outcomes).toEqual(['a held: no-rule']);
    expect(ports.integration.lookups).toEqual([]);
  });

  it.each([ruleArn('cacheSet'), 'cacheSet'])('is sent to the rule %s that the operator names', async (sendToRule) => {
    const ports = portsOf({ messages: [ownerless('a')] });
    expect((await redriven(ports, { sendToRule })).outcomes).toEqual(['a removed']);
    expect(ports.integration.lookups).toEqual(expect.arrayContaining(['bus', 'rule', 'targets', 'destination']));
  });

  it.each([
    ['a disabled rule', { rule: () => found({ state: 'DISABLED', pattern: '{}' }) }, 'rule-disabled'],
    [
      'a pattern that does not match',
      { rule: () => found({ state: 'ENABLED', pattern: '{"source":["x"]}' }) },
      'pattern-mismatch',
    ],
    [
      'a connection without authorization',
      { connection: () => found({ state: 'DEAUTHORIZED' }) },
      'connection-unauthorized',
    ],
    ['no such rule', { targets: () => MISSING }, 'no-rule'],
    ['no API destination', { targets: () => found([]) }, 'no-rule'],
    [
      'several API destinations',
      {
        targets: () => found(['a', 'b'].map((name) => ({ ...TARGET, arn: destinationArn(name), deadLetterArn: DLQ }))),
      },
      'no-rule',
    ],
  ])('is held by the full preflight: %s', async (_, integration, reason) => {
    const ports = portsOf({ messages: [ownerless('a')], integration });
    expect((await redriven(ports, { sendToRule: 'cacheSet' })).outcomes).toEqual([`a held: ${reason}`]);
  });

  it('is the only one that the named rule is for', async () => {
    const ports = portsOf({ messages: [timedOut('a')] });
    expect((await redriven(ports, { sendToRule: 'another' })).outcomes).toEqual(['a removed']);
  });
});

describe('a rule of another account', () => {
  const elsewhere = (messageId: string): ReceivedMessage => {
    const message = timedOut(messageId);
    const arn = (name: string) => ({
      dataType: 'String',
      text: message.attributes[name]?.text?.replace('123456789012', '111122223333'),
    });
    return {
      ...message,
      attributes: { ...message.attributes, RULE_ARN: arn('RULE_ARN'), TARGET_ARN: arn('TARGET_ARN') },
    };
  };

  it('is held, and nothing is looked up there', async () => {
    const ports = portsOf({ messages: [elsewhere('a')] });
    await listed(ports);
    expect((await redriven(ports)).outcomes).toEqual(['a held: rule-elsewhere']);
    expect(ports.integration.lookups).toEqual([]);
  });

  it('is looked up and checked with credentials of that account', async () => {
    const ports = { ...portsOf({ messages: [elsewhere('a')] }), callerAccount: async () => '111122223333' };
    const { outcomes } = await redriven(ports);
    // The fakes know the target of one account only, so the preflight refuses it; it was asked, which is the point.
    expect(outcomes).toEqual(['a held: target-missing']);
    expect(ports.integration.lookups).toEqual(expect.arrayContaining(['bus', 'rule', 'targets']));
  });
});
