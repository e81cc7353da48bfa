import { type Batch, batch } from '../domain/redrive/batch.ts';
import type { Entry } from '../domain/redrive/entry.ts';
import { type BusAnswer, type Settlement, settle } from '../domain/redrive/settle.ts';
import type { BusPort, Clock } from './ports.ts';
import type { RequestRecord } from './recorder.ts';
import { stopsTheRun } from './stop.ts';

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 100;

/** How one entry ended: `cut`: certainly not accepted, and the run was stopped, or another run has it in hand. */
export type Delivery = Exclude<Settlement, { kind: 'retry' }> | { readonly kind: 'cut'; readonly entry: Entry };

/**
 * Puts entries on their buses and yields each exactly once with its end. Entries that were certainly not accepted and
 * may be retried are asked again with growing pauses; what is unknown is never asked again, because it may be there.
 * Intents are written down before each request, answers before they are yielded. `mayGoOn` is asked before each request:
 * false when the run is stopped or the lease on the messages runs out.
 */
export async function* deliver(
  ports: { readonly bus: BusPort; readonly clock: Clock; readonly record: RequestRecord },
  entries: readonly Entry[],
  mayGoOn: () => boolean,
  signal: AbortSignal,
): AsyncGenerator<readonly Delivery[]> {
  let rest = entries;
  for (let attempt = 1; rest.length > 0; attempt += 1) {
    const isLast = attempt === ATTEMPTS;
    const again: Entry[] = [];
    const requests = [...batch(rest)];
    for (let request = requests.shift(); request !== undefined; request = requests.shift()) {
      const entries = mayGoOn() ? await ports.record.intend(request.entries) : [];
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
      again.push(...settled.filter((one) => one.kind === 'retry' && !isLast).map((one) => one.entry));
      yield settled.flatMap((one) => ended(one, isLast));
    }
    rest = again;
    if (rest.length > 0) await ports.clock.pause(FIRST_PAUSE_MS * 2 ** (attempt - 1), signal);
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
