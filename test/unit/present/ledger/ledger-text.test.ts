import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { AttemptRecord, StateCounts } from '../../../../src/domain/history/attempt.ts';
import type { RunRecord } from '../../../../src/domain/history/run.ts';
import type { VerifyReport } from '../../../../src/domain/history/verify.ts';
import { NOTHING } from '../../../../src/domain/redrive/outcome.ts';
import { ledgerListText, ledgerShowText } from '../../../../src/present/ledger/ledger-text.ts';
import { verifyText } from '../../../../src/present/ledger/verify-text.ts';
import { makeTheme } from '../../../../src/present/style/theme.ts';

const PLAIN = makeTheme(false);
const HOSTILE = 'a\u001b[2J\u202eb\r\nc';
const NONE: StateCounts = { intended: 0, accepted: 0, refused: 0, unknown: 0, removed: 0, left: 0 };

const RUN: RunRecord = {
  id: '1125-2048-k7q',
  version: '1.2.3',
  startedAt: Date.UTC(2026, 10, 25, 20, 48),
  endedAt: Date.UTC(2026, 10, 25, 20, 49),
  queueArn: 'arn:aws:sqs:us-east-1:123456789012:momento-api-FailedDeliveryDLQ-I1FLOIF0UEJB',
  who: 'arn:aws:sts::123456789012:assumed-role/Operators/alice',
  endpoint: 'aws',
  flags: '--fix --yes',
  plan: { selected: 9, toSend: 6, toRemoveOnly: 1, held: 2 },
  mode: 'redrive',
  aliveUntil: 0,
  underWay: false,
  sends: { ...NONE, removed: 5, unknown: 1 },
  removals: { ...NONE, removed: 1 },
  end: { exit: 3, failure: undefined, interrupted: false, tally: { ...NOTHING, held: 2 }, reading: undefined },
};

const ATTEMPT: AttemptRecord = {
  run: RUN.id,
  queueArn: RUN.queueArn,
  messageId: '759dae6b-0000-4000-8000-000000000001',
  sentAt: 0,
  state: 'unknown',
  verdict: 'send',
  eventId: 'e',
  newEventId: undefined,
  code: 'TimeoutError',
  busArn: 'b',
  detailType: 'cacheSet',
  cause: 'timeout',
  fingerprint: 'f',
  edits: [{ path: 'detail.ttl', kind: 'assumed' }],
  payload: undefined,
  returns: 2,
  requests: 3,
  beganAt: 0,
  settledAt: undefined,
  removedAt: undefined,
};

const REPORT: VerifyReport = {
  runs: 3,
  attempts: 40,
  damage: undefined,
  mismatches: [{ run: RUN.id, what: 'refused', told: 2, written: 1 }],
  died: [RUN.id],
  unknown: { count: 1, messageIds: [ATTEMPT.messageId] },
  acceptedNotRemoved: { count: 1, messageIds: [ATTEMPT.messageId] },
  gone: [{ notMetBy: RUN.id, count: 2, messageIds: ['a', 'b'] }],
  underWay: 1,
  notSent: 2,
  queue: { arn: RUN.queueArn, inQueue: 1, expected: 3, missing: 2 },
};

function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => stringWidth(line)));
}

describe('the list of runs', () => {
  it('reads at a glance', () => {
    expect(ledgerListText('/l.db', [RUN], 80, PLAIN)).toMatchInlineSnapshot(`
      "1 run in /l.db

      1125-2048-k7q  2026-11-25 20:48  partly       5 sent, 1 only removed, 1 unknown,
                                                    2 held
                     momento-api-FailedDeliveryDLQ-I1FLOIF0UEJB, by
                     assumed-role/Operators/alice
      "
    `);
    expect(ledgerListText('/l.db', [], 80, PLAIN)).toBe('No runs in /l.db yet.\n');
  });
});

describe('a run', () => {
  it('reads at a glance', () => {
    expect(ledgerShowText(RUN, [ATTEMPT], 4, 100, PLAIN)).toMatchInlineSnapshot(`
      "Run 1125-2048-k7q

      Result   partly (exit status 3)
      Counts   5 sent, 1 only removed, 1 unknown, 2 held
      Started  2026-11-25 20:48:00 UTC
      Ended    2026-11-25 20:49:00 UTC
      Queue    arn:aws:sqs:us-east-1:123456789012:momento-api-FailedDeliveryDLQ-I1FLOIF0UEJB
      Caller   arn:aws:sts::123456789012:assumed-role/Operators/alice
      Flags    --fix --yes
      Plan     9 selected: 6 to send, 1 only to remove, 2 to hold
      Version  1.2.3

      STATE    MESSAGE                               CAUSE    NOTE
      unknown  759dae6b-0000-4000-8000-000000000001  timeout  TimeoutError; edited detail.ttl; came back …

      4 more: --limit 5, --state, --json
      "
    `);
  });
});

it.each([
  ['redrive', 'not asked for: --yes'],
  ['plan', 'this run is a plan: it sent nothing and recorded only deliveries that it doubts'],
] as const)('a %s without an agreed plan says why it has none, whatever its flags', (mode, said) => {
  for (const flags of ['--yes', '--dry-run', '']) {
    expect(ledgerShowText({ ...RUN, plan: undefined, mode, flags }, [], 0, 100, PLAIN)).toContain(`Plan     ${said}\n`);
  }
});

describe('a check', () => {
  it('reads at a glance', () => {
    expect(verifyText('/l.db', REPORT, 80, PLAIN)).toMatchInlineSnapshot(`
      "/l.db
      3 runs, 40 attempts

      Run 1125-2048-k7q does not add up: 2 refused in its totals, 1 recorded.

      UNKNOWN 1
        sent, and it is not known whether they arrived: check their effect, then
        redrive
        ids: 759dae6b-0000-4000-8000-000000000001

      SENT, DELETE NOT KNOWN 1
        accepted by the bus; deleted, or still in the queue: redrive the whole queue
        five minutes after that run or later, which deletes the messages that it finds
        and shows that the others are gone
        ids: 759dae6b-0000-4000-8000-000000000001

      2 messages sent, and gone: run 1125-2048-k7q read the whole queue later and did
      not find them.

      Without an end, because the process ended: 1125-2048-k7q

      1 message sent in a run that is under way, without an answer so far.

      2 messages refused or left: not sent; redrive them.

      The queue holds about 1 message; at least 3 should be in it. At least 2 that
      were not accepted are gone: deleted by others or by retention.

      Not everything adds up.
      "
    `);
  });
});

it('fits 80 columns, and lets no terminal escape through', () => {
  const run = { ...RUN, who: HOSTILE, queueArn: HOSTILE, flags: `${HOSTILE} `.repeat(40) };
  const attempt = { ...ATTEMPT, cause: HOSTILE, code: HOSTILE.repeat(40), edits: [{ path: HOSTILE, kind: 'safe' }] };
  const report = { ...REPORT, damage: HOSTILE, unknown: { count: 30, messageIds: Array(30).fill(HOSTILE) } };
  const texts = [
    ledgerListText(HOSTILE, [run], 80, PLAIN),
    ledgerShowText(run, [attempt], 1, 80, PLAIN),
    verifyText(HOSTILE, report, 80, PLAIN),
  ];
  for (const text of texts) {
    for (const character of ['\u001b', '\u202e', '\r']) expect(text).not.toContain(character);
    expect(widest(text)).toBeLessThanOrEqual(80);
  }
});
