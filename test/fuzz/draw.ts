import { seededRandom } from '../../src/sandbox/time/random.ts';

/** A chance that depends on nothing but a seed and an index, so that one message can be made again without the others. */
export interface Draw {
  /** A whole number from 0 to `below`, which is not reached. */
  int(below: number): number;
  /** True so often: 0.1 is one time in ten. */
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** The draw of message `index` in the run of that seed. */
export function drawOf(seed: number, index: number): Draw {
  const next = seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const int = (below: number) => Math.floor(next() * below);
  return {
    int,
    chance: (probability) => next() < probability,
    pick: <T>(from: readonly T[]) => from[int(from.length)] as T,
  };
}
