import { type Batch, batch } from '../../domain/redrive/batch.ts';
import type { Entry } from '../../domain/redrive/entry.ts';
import { type BusAnswer, isThrottled, type Settlement, settle } from '../../domain/redrive/settle.ts';
import type { BusPort } from '../ports.ts';
import type { RequestRecord } from './recorder.ts';
import { stopsTheRun } from './stop.ts';

const ATTEMPTS = 6;
/** Throttling is no failure, but at some point it is an answer: with these pauses after about ten minutes. */
const THROTTLED_ATTEMPTS = 45;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 15_000;

/** What delivering needs from outside. */
export interface DeliverPorts {
  readonly bus: BusPort;
  readonly record: RequestRecord;
  /** Ends early when the run is stopped. */
  pause(milliseconds: number): Promise<void>;
  /** AWS has throttled: the whole run is to go slower. */
  slowDown(): void;
}

/** How one entry ended: `cut`: certainly not accepted, and the run was stopped, or another run has it in hand. */
export type Delivery = Exclude<Settlement, { kind: 'retry' }> | { readonly kind: 'cut'; readonly entry: Entry };

/**
 * Puts entries on their buses and yields each exactly once with its end. Entries that were certainly not accepted and
 * may be retried are asked again with growing pauses, throttled ones for minutes; what is unknown is never asked again, because it may be there.
 * Intents are written down before each request, answers before they are yielded. `mayGoOn` is asked before each request about its entries:
 * false when the run is stopped or the lease on the messages runs out.
 */
export async function* deliver(
  ports: DeliverPorts,
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
      const answer = await ports.bus.send(asked);
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

/** Was a request of several refused for what one of its entries may be (too large, malformed)? The others are innocent. */
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
