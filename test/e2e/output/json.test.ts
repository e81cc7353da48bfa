import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAUSE_IDS } from '../../../src/domain/diagnosis/catalogue.ts';
import { startSeededSandbox } from '../../../src/sandbox/integration/seeded.ts';
import type { WholeSandbox } from '../../../src/sandbox/whole-sandbox.ts';
import { momentoEb } from '../cli.ts';
import { shapeOf } from './shape.ts';

// docs/json.md describes these fields: later work adds fields and values and renames none.

let sandbox: WholeSandbox;
beforeAll(async () => {
  sandbox = await startSeededSandbox({ seed: 40 });
});
afterAll(() => sandbox.stop());

async function documentOf(...words: readonly string[]) {
  const { stdout } = await momentoEb([...words, '--json'], sandbox.environment);
  return JSON.parse(stdout);
}

describe('the JSON of', () => {
  it('dlq list', async () => {
    const document = await documentOf('dlq', 'list');
    expect(shapeOf(document)).toMatchInlineSnapshot(`
      "arrivedSince: number
      connections: list
      connections[].arn: string
      connections[].name: string
      connections[].reason: null
      connections[].state: string
      connections[]: object
      deadLetters: list
      deadLetters[].bodyKind: string
      deadLetters[].diagnosis.advice: string
      deadLetters[].diagnosis.also: list
      deadLetters[].diagnosis.also[]: string
      deadLetters[].diagnosis.cause: string
      deadLetters[].diagnosis.confidence: string
      deadLetters[].diagnosis.evidence: list
      deadLetters[].diagnosis.evidence[].field: string
      deadLetters[].diagnosis.evidence[].quote: string
      deadLetters[].diagnosis.evidence[]: object
      deadLetters[].diagnosis.obstacle: null
      deadLetters[].diagnosis.resend: string
      deadLetters[].diagnosis.warnings: list
      deadLetters[].diagnosis.warnings[]: string
      deadLetters[].diagnosis: object
      deadLetters[].error.attempts: null | number
      deadLetters[].error.code: string
      deadLetters[].error.description: null | string
      deadLetters[].error.exhausted: null | string
      deadLetters[].error.httpStatus: null | number
      deadLetters[].error.message: string
      deadLetters[].error.title: null | string
      deadLetters[].error: object
      deadLetters[].event.detail: object
      deadLetters[].event.detailType: string
      deadLetters[].event.id: string
      deadLetters[].event.resources: list
      deadLetters[].event.source: string
      deadLetters[].event.time: string
      deadLetters[].event: null | object
      deadLetters[].messageId: string
      deadLetters[].receiveCount: number
      deadLetters[].ruleArn: string
      deadLetters[].sentAt: string
      deadLetters[].targetArn: string
      deadLetters[]: object
      groups: list
      groups[].caches: list
      groups[].caches[]: string
      groups[].cause: string
      groups[].count: number
      groups[].detailType: null | string
      groups[].error: string
      groups[].firstSentAt: string
      groups[].lastSentAt: string
      groups[].moreCaches: boolean
      groups[].obstacle: null
      groups[].owner: string
      groups[].resend: string
      groups[].ruleArn: string
      groups[].sampleMessageId: string
      groups[].title: string
      groups[].why: string
      groups[]: object
      interrupted: boolean
      notHandedBack: number
      queue.arn: string
      queue.inFlight: number
      queue.oldestSentAt: string
      queue.retentionSeconds: number
      queue.url: string
      queue.visible: number
      queue: object
      read: number
      unseen: number
      warnings: list
      warnings[]: string"
    `);
    const { deadLetters, groups } = document;
    for (const { diagnosis, bodyKind, sentAt } of deadLetters) {
      expect(CAUSE_IDS).toContain(diagnosis.cause);
      expect(['certain', 'likely', 'guess']).toContain(diagnosis.confidence);
      expect(['as-is', 'after-repair', 'after-outside-change', 'never']).toContain(diagnosis.resend);
      expect(['envelope', 'transformed', 'encrypted', 'pipe', 'bus-v2', 'schedule', 'foreign']).toContain(bodyKind);
      expect(new Date(sentAt).toISOString()).toBe(sentAt);
    }
    expect(groups.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(deadLetters.length);
  });

  it('dlq show', async () => {
    const { deadLetters } = await documentOf('dlq', 'list');
    const conflict = deadLetters.find(
      (one: { diagnosis: { cause: string } }) => one.diagnosis.cause === 'key-conflict',
    );
    const document = await documentOf('dlq', 'show', conflict.messageId);
    expect(shapeOf(document)).toMatchInlineSnapshot(`
      "bodyKind: string
      diagnosis.advice: string
      diagnosis.also: list
      diagnosis.also[]: string
      diagnosis.cause: string
      diagnosis.confidence: string
      diagnosis.evidence: list
      diagnosis.evidence[].field: string
      diagnosis.evidence[].quote: string
      diagnosis.evidence[]: object
      diagnosis.obstacle: null
      diagnosis.resend: string
      diagnosis.warnings: list
      diagnosis: object
      error.attempts: null
      error.code: string
      error.description: string
      error.exhausted: null
      error.httpStatus: number
      error.message: string
      error.title: string
      error: object
      event.detail: object
      event.detailType: string
      event.id: string
      event.resources: list
      event.source: string
      event.time: string
      event: object
      messageId: string
      raw.attributes.ERROR_CODE.DataType: string
      raw.attributes.ERROR_CODE.StringValue: string
      raw.attributes.ERROR_CODE: object
      raw.attributes.ERROR_MESSAGE.DataType: string
      raw.attributes.ERROR_MESSAGE.StringValue: string
      raw.attributes.ERROR_MESSAGE: object
      raw.attributes.RULE_ARN.DataType: string
      raw.attributes.RULE_ARN.StringValue: string
      raw.attributes.RULE_ARN: object
      raw.attributes.TARGET_ARN.DataType: string
      raw.attributes.TARGET_ARN.StringValue: string
      raw.attributes.TARGET_ARN: object
      raw.attributes: object
      raw.body: string
      raw.masked: boolean
      raw.systemAttributes.ApproximateFirstReceiveTimestamp: string
      raw.systemAttributes.ApproximateReceiveCount: string
      raw.systemAttributes.SenderId: string
      raw.systemAttributes.SentTimestamp: string
      raw.systemAttributes: object
      raw: object
      receiveCount: number
      repair.edits: list
      repair.edits[].after: null
      repair.edits[].before: string
      repair.edits[].kind: string
      repair.edits[].path: string
      repair.edits[].reason: string
      repair.edits[]: object
      repair.members: list
      repair.reason: null
      repair.verdict: string
      repair: object
      request.body: string
      request.mapping: string
      request.method: string
      request.url: string
      request: object
      ruleArn: string
      sentAt: string
      targetArn: string
      warnings: list
      warnings[]: string"
    `);
    expect(document).toMatchObject({ ...conflict, receiveCount: expect.any(Number) });
  });
});
