import type { DeliveryRecord, Journal } from '../journal.ts';
import type { Delivery } from './operations/put-events.ts';

/** `make`: deliveries happen. `count-only`: they are counted and journalled as such, for measuring everything else. */
export type DispatchMode = 'make' | 'count-only';

/** Takes deliveries in order of arrival and makes a bounded number of them at a time. */
export interface Dispatcher {
  enqueue(delivery: Delivery): void;
  /** Resolves once nothing waits and nothing is under way; at once when that is so. */
  idle(): Promise<void>;
  setMode(mode: DispatchMode): void;
  counts(): { readonly mode: DispatchMode; readonly pending: number; readonly made: number; readonly counted: number };
}

/** `deliver` is asked for at most `concurrency` deliveries at once, never before the current turn of the event loop ends. */
export function createDispatcher(
  journal: Journal,
  deliver: (delivery: Delivery) => Promise<DeliveryRecord>,
  concurrency: number,
): Dispatcher {
  const waiting = new Set<Delivery>();
  const listeners: (() => void)[] = [];
  let mode: DispatchMode = 'make';
  let underWay = 0;
  let made = 0;
  let counted = 0;

  const start = async (delivery: Delivery): Promise<void> => {
    underWay += 1;
    try {
      journal.delivered(delivery.eventId, await deliver(delivery));
    } catch (error) {
      journal.delivered(delivery.eventId, defect(delivery, error));
    }
    underWay -= 1;
    made += 1;
    pump();
  };
  const pump = (): void => {
    for (const delivery of waiting) {
      if (underWay >= concurrency) return;
      waiting.delete(delivery);
      void start(delivery);
    }
    if (underWay === 0) for (const done of listeners.splice(0)) done();
  };

  return {
    enqueue(delivery) {
      if (mode === 'count-only') {
        counted += 1;
        journal.delivered(delivery.eventId, { ...blank(delivery), outcome: 'counted', attempts: 0 });
        return;
      }
      waiting.add(delivery);
      setImmediate(pump);
    },
    idle: () =>
      new Promise((resolve) => {
        if (waiting.size === 0 && underWay === 0) resolve();
        else listeners.push(resolve);
      }),
    setMode: (wanted) => {
      mode = wanted;
    },
    counts: () => ({ mode, pending: waiting.size + underWay, made, counted }),
  };
}

function blank(delivery: Delivery): Pick<DeliveryRecord, 'ruleArn' | 'targetArn'> {
  return { ruleArn: delivery.rule.arn, targetArn: delivery.target.target.arn };
}

/** A delivery that threw is a defect of the sandbox; it must be seen in the journal, not end the process. */
function defect(delivery: Delivery, error: unknown): DeliveryRecord {
  return { ...blank(delivery), outcome: 'lost', attempts: 0, lostBecause: `defect of the sandbox: ${String(error)}` };
}
