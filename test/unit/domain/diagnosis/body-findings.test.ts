import { describe, expect, it } from 'vitest';
import type { TargetInput } from '../../../../src/domain/eventbridge/target.ts';
import { printable } from '../../../../src/domain/text/printable.ts';
import { deployed, examine, examined, NOTHING_READABLE } from '../../../support/builders/examined.ts';
import { deadLetter, envelopeText, FINE_DETAIL } from '../../../support/builders/messages.ts';
import { ENCRYPTED_EVENT, pipeRecord } from '../../../support/builders/records.ts';

const DETAIL = JSON.stringify(FINE_DETAIL);
const NESTED = `{"event":${envelopeText('cacheSet', DETAIL)}}`;
const PATH: TargetInput = { kind: 'path', path: '$.detail.message' };
const BUILT: TargetInput = {
  kind: 'transformer',
  paths: { c: '$.detail.cacheName' },
  template: '{"cache":<c>,"rule":<aws.events.rule-name>}',
};
const REST = /^detail-type, source and the rest/;

/** What of the event is there and what is missing, by the look of the body and as the target is deployed. */
const INCOMPLETE: readonly [string, string, TargetInput | undefined, RegExp, RegExp][] = [
  ['the message', '"hello"', undefined, /^part of the event, made of \$\.detail\.message$/, REST],
  ['a broken message', '"say "hi""', undefined, /^text that is not JSON, made of \$\.detail\.message$/, REST],
  ['one path', '"hello"', PATH, /^part of the event, made of \$\.detail\.message$/, REST],
  ['a template', '{"cache":"c"}', BUILT, /, made of \$\.detail\.cacheName, aws\.events\.rule-name$/, REST],
  ['a constant', '"x"', { kind: 'constant', text: '"x"' }, /^the constant input/, /^the event$/],
  ['the detail', DETAIL, { kind: 'path', path: '$.detail' }, /^the detail of the event$/, /^detail-type, source, id/],
  [
    'the event within',
    NESTED,
    { kind: 'whole-event' },
    /^the whole event 7bf7.* as the member event$/,
    /^nothing, but/,
  ],
];

describe('what is left of an event', () => {
  it.each(INCOMPLETE)('says of %s what is there and what is missing', (_, body, input, holds, lacks) => {
    const { diagnosis } = examined({ body }, input === undefined ? {} : { input });
    expect(diagnosis).toMatchObject({
      cause: 'event-incomplete',
      evidence: [
        { field: 'body' },
        { field: 'holds', quote: expect.stringMatching(holds) },
        { field: 'lacks', quote: expect.stringMatching(lacks) },
      ],
    });
  });

  it('is told by its look where the target may not be read', () => {
    const { diagnosis } = examine(deadLetter({ body: DETAIL }), NOTHING_READABLE);
    expect(diagnosis.evidence).toContainEqual({ field: 'holds', quote: 'the detail of the event' });
  });

  it('is printable, whatever the event within is called', () => {
    const body = `{"\\u001b[2J":${envelopeText('\u202eevil', '{}')}}`;
    const { evidence } = examine(deadLetter({ body }), deployed({ input: { kind: 'whole-event' } })).diagnosis;
    expect(evidence.map(({ quote }) => quote)).toEqual(evidence.map(({ quote }) => printable(quote)));
    expect(evidence[1]?.quote).toContain('\\u202eevil from shop.web, as the member \\u001b[2J');
  });
});

describe('a record of another part of EventBridge', () => {
  it('says until when a DynamoDB stream has it', () => {
    const { diagnosis } = examined({ ruleArn: undefined, body: pipeRecord('DDBStreamBatchInfo') });
    expect(diagnosis.warnings).toEqual([expect.stringContaining('gone after 2026-02-01T11:59:59.500Z')]);
    const kinesis = examined({ ruleArn: undefined, body: pipeRecord('KinesisBatchInfo') });
    expect(kinesis.diagnosis.warnings).toEqual([]);
  });

  it('quotes an ARN in full, and printable', () => {
    const key = `arn:aws:kms:us-east-1:1:key/${'k'.repeat(200)}`;
    const body = ENCRYPTED_EVENT.replace(/arn:aws:kms[^"]+/, `${key}\\u009b`);
    const { evidence } = examined({ body }).diagnosis;
    expect(evidence[0]).toEqual({ field: '$.detail.kms-key-arn', quote: `${key}\\u009b` });
  });

  it('quotes no more than that of anything longer', () => {
    const body = pipeRecord('KinesisBatchInfo', { shardId: 'x'.repeat(10_000) });
    const { evidence } = examined({ ruleArn: undefined, body }).diagnosis;
    expect(Math.max(...evidence.map(({ quote }) => quote.length))).toBe(400);
  });
});
