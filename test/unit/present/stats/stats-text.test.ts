import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { integrationOf } from '../../../../src/domain/integration/integration.ts';
import { statsText } from '../../../../src/present/stats/stats-text.ts';
import { makeTheme } from '../../../../src/present/style/theme.ts';
import { connection, destination, integration, route } from '../../../support/builders/integrations.ts';
import { level, type SnapshotScript, snapshot } from '../../../support/builders/snapshots.ts';

const PLAIN = makeTheme(false);
const text = (script: SnapshotScript, width = 80, unicode = true) =>
  statsText(snapshot(script), { width, theme: PLAIN, unicode });

const BUSY: SnapshotScript = {
  integration: integration([
    route('set', { destination: destination('MomentoApiCachePut-INLHJ78FLCB2') }),
    route('delete', { destination: destination('MomentoApiCacheDelete-EC3FZJXKT7CD') }),
  ]),
  metrics: {
    'set Invocations': [1200, 300, 1234, 40],
    'set InvocationAttempts': [1300, 300, 1300, 40],
    'set SuccessfulInvocationAttempts': [1200, 300, 1200, 40],
    'set RetryInvocationAttempts': [100, 0, 66, 0],
    'set FailedInvocations': [0, 0, 34, 0],
    'set InvocationsSentToDlq': [0, 0, 30, 0],
    'set InvocationsFailedToBeSentToDlq': [0, 0, 4, 0],
    'set p50': [120, 110],
    'set p99': [1400, 900],
    'dlq NumberOfMessagesSent': [30, 0],
    'dlq NumberOfMessagesDeleted': [90, 0],
    'dlq ApproximateNumberOfMessagesVisible': [70, 10],
    'dlq ApproximateAgeOfOldestMessage': [3600, 3660],
    'account PutEventsEntriesCount': [3000, 40],
    'account PutEventsApproximateCallCount': [300, 4],
  },
};

describe('the report', () => {
  it('reads so at 80 columns', () => {
    expect(text(BUSY)).toMatchInlineSnapshot(`
      "momento-api
      2026-01-31 12:00:30 UTC · last 15m in steps of 1 min, the newest unfinished

      LOST: 4 events of rule set failed and did not reach the dead letter queue; they
      are gone.
        → Let events.amazonaws.com send to the queue: its policy must allow
        sqs:SendMessage with aws:SourceArn = the ARN of the rule, and its KMS key, if
        it has one, must be usable.

         invoked  attempts ok  delivered  retries  failed  to DLQ  LOST     p50    p99
      MomentoApiCachePut-INLHJ78FLCB2
           2,774       93.2 %     98.8 %      166      34      30     4  120 ms  1.4 s
        invoked ▁▁▁▁▁▁▁▁▁▁▁█▃█▂                 failed ▁▁▁▁▁▁▁▁▁▁▁▁▁█▁
      MomentoApiCacheDelete-EC3FZJXKT7CD
               0            –          –        0       0       0     0       –      –
        invoked ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁                 failed ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁

      Dead letter queue dlq
        10 messages · arriving 2.1/min · leaving 6.4/min (last 14 min) · empty in 2
        min 19 s at this rate · oldest at least 1 h 1 min, deleted by SQS in at most 3
        d 22 h
        depth              █▂

      Connection main AUTHORIZED
      PutEvents in this account: 3,040 entries in 304 calls, 0 entries failed, 0 calls
      throttled, p99 –
      "
    `);
  });

  it('reads so at 60 columns, in a locale without UTF-8', () => {
    expect(text(BUSY, 60, false)).toMatchInlineSnapshot(`
      "momento-api
      2026-01-31 12:00:30 UTC | last 15m in steps of 1 min, the
      newest unfinished

      LOST: 4 events of rule set failed and did not reach the dead
      letter queue; they are gone.
        > Let events.amazonaws.com send to the queue: its policy
        must allow sqs:SendMessage with aws:SourceArn = the ARN of
        the rule, and its KMS key, if it has one, must be usable.

             invoked  attempts ok  delivered  failed  to DLQ  LOST
      MomentoApiCachePut-INLHJ78FLCB2
               2,774       93.2 %     98.8 %      34      30     4
        invoked ___________#:#.       failed _____________#_
      MomentoApiCacheDelete-EC3FZJXKT7CD
                   0            -          -       0       0     0
        invoked _______________       failed _______________

      Dead letter queue dlq
        10 messages | arriving 2.1/min | leaving 6.4/min (last 14
        min) | empty in 2 min 19 s at this rate | oldest at least
        1 h 1 min, deleted by SQS in at most 3 d 22 h
        depth              #.

      Connection main AUTHORIZED
      PutEvents in this account: 3,040 entries in 304 calls, 0
      entries failed, 0 calls throttled, p99 -
      "
    `);
  });

  it('reads so at 140 columns', () => {
    expect(text(BUSY, 140)).toMatchInlineSnapshot(`
      "momento-api
      2026-01-31 12:00:30 UTC · last 15m in steps of 1 min, the newest unfinished

      LOST: 4 events of rule set failed and did not reach the dead letter queue; they are gone.
        → Let events.amazonaws.com send to the queue: its policy must allow sqs:SendMessage with aws:SourceArn = the ARN of the rule, and its KMS
        key, if it has one, must be usable.

      destination                         invoked  attempts ok  delivered  retries  failed  to DLQ  LOST    p99  invoked          failed
      MomentoApiCachePut-INLHJ78FLCB2       2,774       93.2 %     98.8 %      166      34      30     4  1.4 s  ▁▁▁▁▁▁▁▁▁▁▁█▃█▂  ▁▁▁▁▁▁▁▁▁▁▁▁▁█▁
      MomentoApiCacheDelete-EC3FZJXKT7CD        0            –          –        0       0       0     0      –  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁

      Dead letter queue dlq
        10 messages · arriving 2.1/min · leaving 6.4/min (last 14 min) · empty in 2 min 19 s at this rate · oldest at least 1 h 1 min, deleted by
        SQS in at most 3 d 22 h
        depth              █▂

      Connection main AUTHORIZED
      PutEvents in this account: 3,040 entries in 304 calls, 0 entries failed, 0 calls throttled, p99 –
      "
    `);
  });

  it('fits into every width from 60 on', () => {
    for (let width = 60; width <= 220; width += 1) {
      const wide = text(BUSY, width)
        .split('\n')
        .filter((line) => stringWidth(line) > width);
      expect(wide, `at ${width} columns`).toEqual([]);
    }
  });

  it('has plain characters only where others are not read', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is the range of ASCII
    expect(text(BUSY, 80, false)).toMatch(/^[\u0000-\u007f]*$/);
  });

  it('says the same with colour and without', () => {
    const coloured = statsText(snapshot(BUSY), { width: 80, theme: makeTheme(true), unicode: true });
    expect(coloured).not.toBe(text(BUSY));
    expect(stripVTControlCharacters(coloured)).toBe(text(BUSY));
  });

  it('says first what is lost', () => {
    const lines = text(BUSY).split('\n');
    expect(lines[3]).toMatch(/^LOST: 4 events of rule set/);
  });

  it('says what to do once for all rules that need it', () => {
    const both = {
      'set InvocationsFailedToBeSentToDlq': [1],
      'delete InvocationsFailedToBeSentToDlq': [1],
    };
    expect(text({ metrics: both }).match(/LOST:/g)).toHaveLength(2);
    expect(text({ metrics: both }).match(/Let events\.amazonaws\.com/g)).toHaveLength(1);
  });

  it('tells what it does not know from what is 0', () => {
    const unknown = text({
      denied: true,
      warnings: ['AWS did not allow it (AccessDenied): CloudWatch could not be read.'],
    });
    expect(unknown).toContain('without metrics');
    expect(unknown).toContain('10 messages · arriving no data · leaving no data · time to drain unknown');
    expect(unknown).toContain('PutEvents in this account: no data');
    expect(unknown).toMatch(/Note: AWS did not allow it/);
    expect(unknown).not.toMatch(/^ +0 /m);
    expect(text({})).toMatch(/^ +0 +– +– +0 +0 +0 +0 +– +–$/m);
  });

  it('shows what can be shown without a queue, without a connection and without a rule', () => {
    expect(text({ level: undefined })).not.toContain('Dead letter queue');
    expect(text({ integration: integrationOf('dlq', [], []) })).not.toContain('invoked');
    const broken = text({
      integration: integrationOf('i', [route('set')], [connection('main', { state: 'DEAUTHORIZED' })]),
    });
    expect(broken).toContain('FAILING: Connection main is DEAUTHORIZED');
  });

  it.each([
    [level({ visible: 0 }), /0 messages · arriving 0\/min · leaving 0\/min \(last 14 min\)$/m],
    [level({ visible: 1, inFlight: 2 }), /3 messages, 2 of them in flight/],
  ])('counts what is in the queue', (of, said) => {
    expect(text({ level: of })).toMatch(said);
  });

  it('lets no name act upon the terminal', () => {
    const evil = destination('a\u001b[2Jb');
    expect(text({ integration: integration([route('set', { destination: evil })]) })).not.toContain('\u001b');
  });
});
