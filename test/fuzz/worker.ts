import { parentPort, workerData } from 'node:worker_threads';
import { type FuzzEnd, type FuzzRun, fuzz } from './fuzz.ts';

/** What a worker tells: how many messages it has done, now and then, and how it ended. */
export type WorkerSays =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'end'; readonly end: FuzzEnd };

const EVERY = 1_000;
const say = (what: WorkerSays) => parentPort?.postMessage(what);

const end = fuzz(workerData as FuzzRun, (checked) => {
  if (checked % EVERY === 0) say({ kind: 'progress', done: EVERY });
});
say({ kind: 'end', end });
