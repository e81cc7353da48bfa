import type { DeadLetter } from '../../domain/dead-letter/dead-letter.ts';
import { SKEW_MS } from '../../domain/history/skew.ts';
import { shortHash } from '../../domain/text/short-hash.ts';

/**
 * Tells what an event of this run may have left when it failed again. The input of a target names no event, so nothing
 * but its look and its time tell it from one that was there before; whoever is taken for it by mistake is held.
 */
export class Echoes {
  readonly #sentAt = new Map<number, number>();

  /** From now on, milliseconds since the epoch, an event is on its way that becomes this input at that target. */
  expect(targetArn: string | undefined, input: string, now: number): void {
    const key = keyOf(targetArn, input);
    this.#sentAt.set(key, Math.min(now, this.#sentAt.get(key) ?? now));
  }

  /** May this be what one of them left? */
  has({ targetArn, text, sentAt }: DeadLetter): boolean {
    const since = this.#sentAt.get(keyOf(targetArn, text));
    return since !== undefined && (sentAt ?? since) >= since - SKEW_MS;
  }
}

function keyOf(targetArn: string | undefined, input: string): number {
  return shortHash(`${targetArn} ${input}`);
}
