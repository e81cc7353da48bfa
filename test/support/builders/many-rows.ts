import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { QueueDescription } from '../../../src/app/ports.ts';
import type { RedriveEntry } from '../../../src/app/redrive/redrive-events.ts';
import type { Examined } from '../../../src/domain/diagnosis/examined.ts';
import { decide } from '../../../src/domain/redrive/decide.ts';
import type { Outcome } from '../../../src/domain/redrive/outcome.ts';
import { SAFE_ONLY } from '../../../src/domain/repair/repair.ts';
import type { Format } from '../../../src/present/formats/formats.ts';
import { listPresenter } from '../../../src/present/list/list-presenter.ts';
import { redrivePresenter } from '../../../src/present/redrive/redrive-presenter.ts';
import { resultText } from '../../../src/present/redrive/redrive-text.ts';
import { makeTheme } from '../../../src/present/style/theme.ts';
import { NO_PRIOR_OUTCOME } from '../fakes/no-prior-outcome.ts';
import { examined } from './examined.ts';
import { answered } from './messages.ts';

const QUEUE: QueueDescription = {
  url: 'https://sqs.us-east-1.amazonaws.com/123456789012/my-dlq',
  arn: 'arn:aws:sqs:us-east-1:123456789012:my-dlq',
  region: 'us-east-1',
  visible: 1_000_000,
  inFlight: 0,
  delayed: 0,
  retentionSeconds: 345_600,
  visibilitySeconds: 30,
  redrivePolicy: undefined,
  at: 0,
};

/** Dead letters no two of which are alike, with ids, keys and errors so long that whatever is kept of one is seen. */
function letterAt(at: number): Examined {
  const word = wordOf(at);
  return examined({
    messageId: `${String(at).padStart(8, '0')}-${'0'.repeat(1000)}`,
    detail: {
      cacheName: 'sessions',
      key: `user:${at}:${'k'.repeat(300)}`,
      message: 'm'.repeat(500),
      ttl: at % 3 === 0 ? -1 : 60,
    },
    code: 'SDK_CLIENT_ERROR',
    error: at % 2 === 0 ? answered(418, `no coffee in ${word}`) : `${word} broke ${'x'.repeat(200)}`,
  });
}

/** Letters only, because digits do not tell errors apart. */
function wordOf(at: number): string {
  return [...String(at)].map((digit) => String.fromCharCode(97 + Number(digit))).join('');
}

const OUTCOMES: readonly Outcome[] = ['removed', 'sent-not-removed', 'failed', 'unknown', 'left'];

function entryAt(at: number): RedriveEntry {
  const one = letterAt(at);
  const policy = { fix: true, repair: { ...SAFE_ONLY, ttlSeconds: 60 }, resolved: new Set([one.diagnosis.cause]) };
  const decision = decide(one, policy);
  return {
    examined: one,
    decision,
    outcome: decision.verdict === 'hold' ? 'held' : (OUTCOMES[at % OUTCOMES.length] ?? 'held'),
    prior: NO_PRIOR_OUTCOME,
    newEventId: undefined,
    errorCode: 'InternalFailure',
    errorMessage: `request ${wordOf(at)} ${'y'.repeat(100)}`,
  };
}

/** What takes rows, one a number; gives the characters that it wrote. */
export type Sink = (at: number) => number;

/** A presenter of each kind, as the commands open it. */
export const SINKS: Readonly<Record<string, () => Sink>> = Object.fromEntries([
  ...(['text', 'json', 'ndjson', 'csv'] as const).flatMap((format) => [
    [`list ${format}`, () => listSink(format, false)] as const,
    [`redrive ${format}`, () => redriveSink(format)] as const,
  ]),
  ['list ndjson --raw', () => listSink('ndjson', true)],
]);

function listSink(format: Format, raw: boolean): Sink {
  const presenter = listPresenter({ format, limit: undefined, raw, width: 80, theme: makeTheme(false), now: () => 0 });
  presenter.head(QUEUE);
  return (at) => presenter.row(letterAt(at)).length;
}

function redriveSink(format: Format): Sink {
  const presenter = redrivePresenter(format, resultText(), 80, makeTheme(false));
  presenter.head(QUEUE);
  return (at) => presenter.row(entryAt(at)).length;
}

/** Bytes that are still held after everything else was collected. */
export function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
