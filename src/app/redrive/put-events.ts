import { type Batch, batch } from '../../domain/redrive/batch.ts';
import type { Entry } from '../../domain/redrive/entry.ts';
import { type BusAnswer, isThrottled, type Settlement, settle } from '../../domain/redrive/settle.ts';
import { EXIT, Failure } from '../failures.ts';
import type { BusPort } from '../ports.ts';
import type { RequestRecord } from './recorder.ts';

const ATTEMPTS = 6;
/** Throttling becomes a failure only after all these pauses, about ten minutes. */
const THROTTLED_ATTEMPTS = 45;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 15_000;

// A whole request refused for these reasons will be refused again: the credential or the permission must change first.
const HOPELESS: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'AccessDenied',
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'NotAuthorized',
  'SignatureDoesNotMatch',
  'TokenProviderError',
  'UnrecognizedClientException',
]);

/** The ports of sending. */
export interface PutEventsPorts {
  readonly bus: BusPort;
  readonly record: RequestRecord;
  /** Pauses; ends early when the run is ending. */
  pause(milliseconds: number): Promise<void>;
  /** Called when AWS has throttled: the whole run slows down. */
  slowDown(): void;
}

/** The end of one entry. `cut`: certainly not accepted, and the run is ending, or another run is sending it. */
export type Delivery = Exclude<Settlement, { kind: 'retry' }> | { readonly kind: 'cut'; readonly entry: Entry };

/**
 * Puts entries on their buses and yields each exactly once with its end. An entry that AWS has certainly not accepted is
 * retried where that may help, with growing pauses, when throttled for minutes; an unknown one is never retried, because it
 * may have arrived. Intents are durable before each request, answers before they are yielded. `mayGoOn` is asked about the
 * entries before each intent and once more right before the request leaves: false when the run is ending or the visibility
 * timeout of a message is about to.
 */
export async function* putEvents(
  ports: PutEventsPorts,
  entries: readonly Entry[],
  mayGoOn: (entries: readonly Entry[]) => boolean,
): AsyncGenerator<readonly Delivery[]> {
  let rest = entries;
  let failures = 0;
  let throttlings = 0;
  while (rest.length > 0) {
    const isLast = failures === ATTEMPTS - 1 || throttlings === THROTTLED_ATTEMPTS - 1;
    let throttled = false;
    let failed = false;
    const again: Entry[] = [];
    const requests = [...batch(rest)];
    for (let request = requests.shift(); request !== undefined; request = requests.shift()) {
      const entries = mayGoOn(request.entries) ? await ports.record.intend(request.entries) : [];
      const cut = request.entries.filter((entry) => !entries.includes(entry));
      if (cut.length > 0) yield cut.map((entry): Delivery => ({ kind: 'cut', entry }));
      if (entries.length === 0) continue;
      const asked = { busArn: request.busArn, entries };
      const answer = await ports.bus.send(asked, () => mayGoOn(entries));
      const settled = settle(entries, answer);
      await ports.record.settle(settled);
      if (blamesOneForAll(answer, asked)) {
        requests.unshift(...oneByOne(asked));
        continue;
      }
      const retried = settled.filter((one) => one.kind === 'retry');
      throttled ||= retried.some((one) => isThrottled(one.code));
      failed ||= retried.some((one) => !isThrottled(one.code));
      if (!isLast) again.push(...retried.map((one) => one.entry));
      yield settled.flatMap((one) => ended(one, isLast));
    }
    rest = again;
    if (throttled) ports.slowDown();
    if (failed) failures += 1;
    else if (throttled) throttlings += 1;
    const pause = FIRST_PAUSE_MS * 2 ** (failures + throttlings - 1);
    if (rest.length > 0) await ports.pause(Math.min(LONGEST_PAUSE_MS, pause));
  }
}

/** The failure that ends a run when the bus refuses with a code that will not change while it goes on. */
export function stopsTheRun(code: string, message: string): Failure | undefined {
  if (!HOPELESS.has(code)) return undefined;
  return new Failure(
    EXIT.aws,
    code,
    `The bus refused the events (${code}): ${message}`,
    'Check the credential and events:PutEvents on the bus, then run the same command again; nothing refused was deleted.',
  );
}

/** Was a request of several refused because of one of its entries (too large, malformed)? The others may be accepted. */
function blamesOneForAll(answer: BusAnswer, request: Batch): boolean {
  const isFinal = answer.kind === 'refused' && !answer.retryable;
  return isFinal && request.entries.length > 1 && stopsTheRun(answer.code, answer.message) === undefined;
}

function oneByOne({ busArn, entries }: Batch): readonly Batch[] {
  return entries.map((entry) => ({ busArn, entries: [entry] }));
}

function ended(settlement: Settlement, isLast: boolean): readonly Delivery[] {
  if (settlement.kind !== 'retry') return [settlement];
  return isLast ? [{ ...settlement, kind: 'refused' }] : [];
}
