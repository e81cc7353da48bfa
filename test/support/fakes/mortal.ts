import type { RedrivePorts } from '../../../src/app/redrive/redrive-request.ts';

/** When a process dies: at its call of that number (from 1), before or after the call has done what it does. */
export interface Death {
  readonly atCall: number;
  readonly when: 'before' | 'after';
}

/** What a dead process says; no code of ours may catch it and go on. */
export class ProcessDied extends Error {}

/** Ports through which a process dies once: from then on nothing that it does has any effect. */
export function mortal(
  ports: RedrivePorts,
  death: Death | undefined,
  onDeath: () => void,
): RedrivePorts & { readonly calls: () => number } {
  let calls = 0;
  let dead = false;
  const die = (): never => {
    if (!dead) onDeath();
    dead = true;
    throw new ProcessDied();
  };
  const wrapped = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const method = Reflect.get(target, name) as unknown;
        if (typeof method !== 'function') return method;
        return async (...values: unknown[]) => {
          if (dead) die();
          calls += 1;
          const isLast = death?.atCall === calls;
          if (isLast && death?.when === 'before') die();
          const result = await Reflect.apply(method, target, values);
          if (dead || isLast) die();
          return result;
        };
      },
    });
  return {
    clock: ports.clock,
    integration: ports.integration,
    neighbours: ports.neighbours,
    queue: wrapped(ports.queue),
    bus: wrapped(ports.bus),
    ledger: wrapped(ports.ledger),
    calls: () => calls,
  };
}
