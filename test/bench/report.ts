import { cpus, totalmem } from 'node:os';
import type { ColdStart } from './cold-start.ts';
import type { Run, Setting } from './throughput.ts';

/** Everything that was measured. */
export interface Report {
  readonly pairs: readonly {
    readonly setting: Setting;
    readonly ours: Run;
    readonly bare: Run;
    /** Of the bare loop, at its best. */
    readonly concurrency: number;
    /** The median of the pairs' ratios. */
    readonly ratio: number;
    /** Seconds of our whole process to those of the field's loop; for a redrive. */
    readonly wholeToField: number | undefined;
  }[];
  readonly cold: ColdStart;
  /** Two processes to one. */
  readonly two: number;
  readonly many: { readonly letters: number; readonly run: Run } | undefined;
}

/** One promise: `at-least` or `at-most` that number. */
interface Target {
  readonly what: string;
  readonly measured: number;
  readonly kind: 'at-least' | 'at-most';
  readonly wanted: number;
}

/** Where the promises of throughput and memory are given. */
const LETTERS = 10_000;
/** A target is missed when it is missed by more than this part. */
const TOLERANCE = 0.1;

/** The tables as Markdown, and whether a target is missed. */
export function reportText(report: Report): { readonly text: string; readonly missed: boolean } {
  const targets = targetsOf(report);
  const text = [
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
    '',
    '| task | messages | ms a call | events/s | bare loop | ratio | calls per 1,000 | peak MiB | whole process, s |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...report.pairs.map(pairText),
    ...(report.many ? [manyText(report.many)] : []),
    '',
    '| target | wanted | measured | |',
    '|---|--:|--:|---|',
    ...targets.map(targetText),
  ];
  return { text: text.join('\n'), missed: targets.some(isMissed) };
}

function pairText({ setting, ours, bare, concurrency, ratio }: Report['pairs'][number]): string {
  const { task, letters, millisecondsACall } = setting;
  const theirs = `${whole(bare.eventsPerSecond)} (${concurrency} at once)`;
  const head = `| ${task} | ${whole(letters)} | ${millisecondsACall} | ${whole(ours.eventsPerSecond)} | ${theirs} `;
  return `${head}| ${ratio.toFixed(2)} ${tailText(ours)}`;
}

function manyText({ letters, run }: NonNullable<Report['many']>): string {
  return `| redrive | ${whole(letters)} | 0 | ${whole(run.eventsPerSecond)} | | ${tailText(run)}`;
}

function tailText({ callsPerThousand, peakMiB = Number.NaN, seconds }: Run): string {
  return `| ${whole(callsPerThousand)} | ${whole(peakMiB)} | ${seconds.toFixed(1)} |`;
}

function targetsOf({ pairs, cold, two, many }: Report): readonly Target[] {
  const at = pairs.filter(({ setting }) => setting.letters === LETTERS);
  const ratios = at.map(({ setting: { task, millisecondsACall }, ratio }): Target => {
    const what = `${task} of ${whole(LETTERS)} at ${millisecondsACall} ms a call, to the bare loop`;
    return { what, measured: ratio, kind: 'at-least', wanted: task === 'list' ? 0.9 : 0.8 };
  });
  const wholes = at.flatMap(({ setting: { millisecondsACall }, wholeToField }): readonly Target[] => {
    const what = `redrive of ${whole(LETTERS)} at ${millisecondsACall} ms a call, whole process to lumigo-cli's loop`;
    return wholeToField === undefined ? [] : [{ what, measured: wholeToField, kind: 'at-most', wanted: 1.25 }];
  });
  const redrives = at.filter(({ setting }) => setting.task === 'redrive');
  const calls = Math.max(...redrives.map(({ ours }) => ours.callsPerThousand));
  const memory = Math.max(...redrives.map(({ ours }) => ours.peakMiB ?? Number.NaN));
  const most = (what: string, measured: number, wanted: number): Target => ({
    what,
    measured,
    kind: 'at-most',
    wanted,
  });
  return [
    ...ratios,
    ...wholes,
    ...(redrives.length > 0 ? [most('calls per 1,000 redriven', calls, 310)] : []),
    ...(many && redrives.length > 0
      ? [
          most(
            `memory at ${whole(many.letters)} to that at ${whole(LETTERS)}`,
            (many.run.peakMiB ?? Number.NaN) / memory,
            1.3,
          ),
        ]
      : []),
    { what: 'two processes to one, 4 at once each, 50 ms a call', measured: two, kind: 'at-least', wanted: 1.8 },
    most(`--version, ms above the ${whole(cold.floor)} of node -e 0`, cold.version, 50),
    most('list: to the first receive, ms above that', cold.firstReceive.list, 110),
    most('redrive: to the first receive, ms above that', cold.firstReceive.redrive, 110),
  ];
}

function targetText(target: Target): string {
  const { what, measured, kind, wanted } = target;
  const sign = kind === 'at-least' ? '≥' : '≤';
  const said = isMissed(target) ? '**missed**' : isKept(target) ? '' : 'missed by less than a tenth';
  return `| ${what} | ${sign} ${wanted} | ${measured < 10 ? measured.toFixed(2) : whole(measured)} | ${said} |`;
}

function isKept({ measured, kind, wanted }: Target): boolean {
  return kind === 'at-least' ? measured >= wanted : measured <= wanted;
}

function isMissed({ measured, kind, wanted }: Target): boolean {
  const isFine = kind === 'at-least' ? measured >= wanted * (1 - TOLERANCE) : measured <= wanted * (1 + TOLERANCE);
  return !isFine;
}

function whole(number: number): string {
  return Number.isNaN(number) ? '–' : Math.round(number).toLocaleString('en');
}
