import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Finding, FuzzRun } from './fuzz.ts';
import type { WorkerSays } from './worker.ts';

const USAGE = `npm run test:fuzz -- [--seed N] [--count N] [--seconds N] [--from N] [--workers N]

  --seed N     what the messages are made from (env FUZZ_SEED; default: another one each time)
  --count N    how many messages (env FUZZ_COUNT; default 1000000)
  --seconds N  end after so many seconds (env FUZZ_SECONDS; default: when all are done)
  --from N     the index of the first message; with --count 1 it makes one message again
  --workers N  at once (env FUZZ_WORKERS; default: one a processor)

Exit status 1: a promise was broken; the message is printed as small as it gets, with the words that make it again.`;

const numbers = {
  seed: process.env.FUZZ_SEED ?? Date.now() % 1_000_000,
  count: process.env.FUZZ_COUNT ?? 1_000_000,
  seconds: process.env.FUZZ_SECONDS ?? Number.POSITIVE_INFINITY,
  from: 0,
  workers: process.env.FUZZ_WORKERS ?? availableParallelism(),
};
const options = Object.fromEntries(
  Object.entries(numbers).map(([name, value]) => [name, { type: 'string', default: String(value) } as const]),
);
const { values } = parseArgs({ options: { ...options, help: { type: 'boolean', default: false } } });
const [seed = 0, count = 0, seconds = 0, from = 0, workers = 1] = Object.keys(numbers).map((name) =>
  Number(values[name as keyof typeof values]),
);
if (values.help || [seed, count, seconds, from, workers - 1].some((number) => !(number >= 0))) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}

const PROGRESS_EVERY = 100_000;
const start = performance.now();
const findings: Finding[] = [];
let done = 0;
let checked = 0;
const team = Math.min(workers, count);

console.log(`seed ${seed}`);
const running = Array.from({ length: team }, (_, at) => {
  const share = Math.floor(count / team) + (at < count % team ? 1 : 0);
  const workerData: FuzzRun = { seed, from: from + at, step: team, count: share, milliseconds: seconds * 1000 };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData });
  worker.on('message', (said: WorkerSays) => {
    if (said.kind === 'progress') {
      done += said.done;
      if (done % PROGRESS_EVERY === 0) console.log(rateText(done));
      return;
    }
    checked += said.end.checked;
    if (said.end.finding !== undefined) findings.push(said.end.finding);
    // One finding is enough; the others have not met it.
    if (said.end.finding !== undefined) for (const other of running) if (other !== worker) other.terminate();
  });
  return worker;
});
await Promise.all(running.map((worker) => new Promise((resolve) => worker.once('exit', resolve))));
console.log(rateText(Math.max(checked, done)));
for (const { broken, detail, message, index } of findings) {
  console.log(`\n${broken}\n  ${detail}\n\n${JSON.stringify(message, undefined, 2)}\n`);
  console.log(`npm run test:fuzz -- --seed ${seed} --from ${index} --count 1`);
  process.exitCode = 1;
}

function rateText(messages: number): string {
  const time = performance.now() - start;
  return `${messages} messages in ${(time / 1000).toFixed(1)} s, ${Math.round((messages / time) * 1000)}/s`;
}
