import { parseArgs } from 'node:util';
import { coldStart } from './cold-start.ts';
import { median } from './median.ts';
import { type Report, reportText } from './report.ts';
import { bare, field, ours, type Run, type Setting, type Task } from './throughput.ts';

/**
 * `npm run bench`: measures momento-eb against a bare loop of the same calls, prints a table, and exits 1 when a target is
 * missed by more than a tenth. `--letters 2000,10000` and `--milliseconds 0,10` choose what is paired, `--times` how often.
 */
const { values } = parseArgs({
  options: {
    letters: { type: 'string', default: '2000,10000' },
    milliseconds: { type: 'string', default: '10,0' },
    times: { type: 'string', default: '3' },
    many: { type: 'string', default: '100000' },
  },
});
const list = (text: string) => text.split(',').map(Number);
const times = Number(values.times);
const MANY = Number(values.many);
const FEW = 10_000;
const SOME = 2_000;
const CONCURRENCIES = [16, 32, 64];
const TASKS: readonly Task[] = ['redrive', 'list'];

const startedAt = performance.now();
const say = (text: string) =>
  process.stderr.write(`${Math.round((performance.now() - startedAt) / 1000)} s  ${text}\n`);

/** The concurrency at which the bare loop is fastest. */
async function bestConcurrency(setting: Setting): Promise<number> {
  let best = { concurrency: 0, eventsPerSecond: 0 };
  for (const concurrency of CONCURRENCIES) {
    const { eventsPerSecond } = await bare({ ...setting, letters: SOME }, concurrency);
    if (eventsPerSecond > best.eventsPerSecond) best = { concurrency, eventsPerSecond };
  }
  return best.concurrency;
}

/** Ours and the bare loop in turn, so that what else the machine does falls on both. */
async function pairs(setting: Setting, concurrency: number): Promise<Report['pairs'][number]> {
  const us: Run[] = [];
  const them: Run[] = [];
  const others: Run[] = [];
  for (let round = 0; round < times; round += 1) {
    us.push(await ours(setting));
    them.push(await bare(setting, concurrency));
    if (setting.task === 'redrive') others.push(await field(setting));
  }
  const ratio = median(us.map((run, at) => run.eventsPerSecond / (them[at]?.eventsPerSecond ?? Number.NaN)));
  const toField = others.map(({ seconds }, at) => (us[at]?.seconds ?? Number.NaN) / seconds);
  const wholeToField = toField.length > 0 ? median(toField) : undefined;
  return { setting, ours: middle(us), bare: middle(them), concurrency, ratio, wholeToField };
}

function middle(runs: readonly Run[]): Run {
  return {
    eventsPerSecond: median(runs.map((run) => run.eventsPerSecond)),
    callsPerThousand: median(runs.map((run) => run.callsPerThousand)),
    peakMiB: median(runs.map((run) => run.peakMiB ?? Number.NaN)),
    seconds: median(runs.map((run) => run.seconds)),
  };
}

/** How much faster two processes are than one, with four workers each at 50 ms a call. */
async function twoToOne(): Promise<number> {
  const setting = { task: 'redrive', letters: 2_000, millisecondsACall: 50 } as const;
  const ratios: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const one = await ours(setting, 1, 4);
    const two = await ours(setting, 2, 4);
    ratios.push(two.eventsPerSecond / one.eventsPerSecond);
  }
  return median(ratios);
}

say('cold start');
const cold = await coldStart();
const measuredPairs: Report['pairs'][number][] = [];
for (const millisecondsACall of list(values.milliseconds)) {
  for (const task of TASKS) {
    const concurrency = await bestConcurrency({ task, letters: FEW, millisecondsACall });
    for (const letters of list(values.letters)) {
      say(`${task} of ${letters} at ${millisecondsACall} ms a call`);
      measuredPairs.push(await pairs({ task, letters, millisecondsACall }, concurrency));
    }
  }
}
say('two processes');
const two = await twoToOne();
say(`redrive of ${MANY}`);
const many = MANY > 0 ? await ours({ task: 'redrive', letters: MANY, millisecondsACall: 0 }) : undefined;
const { text, missed } = reportText({ pairs: measuredPairs, cold, two, many: many && { letters: MANY, run: many } });
console.log(text);
say('done');
process.exitCode = missed ? 1 : 0;
