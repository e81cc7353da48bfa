import { createHash } from 'node:crypto';
import type { FaultRule } from '../../src/sandbox/faults/faults.ts';
import { seededRandom } from '../../src/sandbox/time/random.ts';
import type { ToldRun } from '../e2e/redrive/witnesses.ts';
import { type LetterKind, markOf } from '../support/fakes/filled-queue.ts';
import type { Ended, Running } from '../support/processes/processes.ts';
import { accountOf, contradictions, isGone } from './account.ts';
import { World } from './world.ts';

/** How one process is started. */
export interface Start {
  /** Runs with the same name share a ledger. */
  readonly ledger?: string;
  readonly words?: readonly string[];
  /** No file can grow beyond that. */
  readonly kilobytes?: number;
}

/**
 * How a run has to end: by an exit status, by one of several, killed, or `so`: with 0 when every message is gone, and
 * else with 3.
 */
export type End = number | 'SIGKILL' | readonly (number | 'SIGKILL')[] | 'so';

/** One thing that goes wrong. Afterwards leases end, faults cease, and a rerun with the same ledger brings everything to its end. */
export interface Cell {
  readonly name: string;
  /** Part of `npm test`. */
  readonly isQuick?: boolean;
  /** Default: a hundred that can all be sent. */
  readonly letters?: readonly LetterKind[];
  readonly faults?: readonly FaultRule[];
  /** Processes at once; default: one. */
  readonly starts?: readonly Start[];
  /** What somebody does meanwhile; a cell whose meddling never comes about fails. */
  readonly meddle?: (world: World, running: readonly Running[], random: () => number) => Promise<void>;
  readonly end: End;
  /** The process is ended before it can end its document. */
  readonly isCutShort?: boolean;
  /** The ledger cannot write down all that is known. */
  readonly ledgerIsCutShort?: boolean;
  /** Default: as the first process, and `so`. */
  readonly rerun?: Start & { readonly end?: End };
}

/** A row of the table. */
export interface Row {
  readonly name: string;
  readonly lost: number;
  readonly doubled: number;
  readonly doubledUnknown: number;
  readonly unnamed: number;
  readonly exits: readonly (number | string)[];
  /** Why the cell is not what it must be; empty when it is. */
  readonly wrong: readonly string[];
  readonly milliseconds: number;
}

const A_HUNDRED: readonly LetterKind[] = mixed(100, ['set', 'set', 'set-without-ttl', 'delete', 'publish']);

/** So many dead letters, of those kinds in turn. */
export function mixed(count: number, kinds: readonly LetterKind[]): readonly LetterKind[] {
  return Array.from({ length: count }, (_, at) => kinds[at % kinds.length] as LetterKind);
}

/** Makes a cell come about; chance repeats with its seed. */
export async function runCell(cell: Cell, seed: number): Promise<Row> {
  const startedAt = performance.now();
  const chance = createHash('sha256').update(`${seed} ${cell.name}`).digest().readUInt32LE();
  const world = await World.with(cell.letters ?? A_HUNDRED);
  try {
    const wrong: string[] = [];
    const starts = cell.starts ?? [{}];
    world.sandbox.faults.set(cell.faults ?? [], chance);
    const first = await proven(world, wrong, cell.isCutShort === true, async () => {
      const running = starts.map((start) => world.redrive(start));
      const meddled = cell.meddle?.(world, running, seededRandom(chance)).then(() => true) ?? Promise.resolve(true);
      const all = await Promise.all(running.map(({ ended }) => ended));
      if (!(await Promise.race([meddled, soon()]))) wrong.push('what was to happen in the middle never did');
      return all;
    });
    const exits = first.map(exitOf);
    for (const exit of exits) mustBe(exit, cell.end, world, wrong);

    world.sandbox.faults.set([], 0);
    world.sandbox.halts.release();
    world.letVisibilityEnd();
    const again = await proven(world, wrong, false, async () => [
      await world.redrive(cell.rerun ?? starts[0] ?? {}).ended,
    ]);
    wrong.push(...unfinished(again));
    for (const ended of again) mustBe(exitOf(ended), cell.rerun?.end ?? 'so', world, wrong);

    const ledgers = [...new Set(starts.map(({ ledger }) => ledger))];
    const attempts = (await Promise.all(ledgers.map((ledger) => world.attempts(ledger)))).flat();
    const { lost, doubled, doubledUnknown, unnamed } = accountOf(world.letters(), world.puts(), attempts);
    if (cell.ledgerIsCutShort !== true) wrong.push(...unnamed);
    if (lost.length > 0) wrong.push(`lost: ${some(lost)}`);
    const heardTwice = cell.rerun?.words?.includes('--resend-unknown')
      ? []
      : doubled.filter((mark) => isPublish(world, mark));
    if (heardTwice.length > 0) wrong.push(`published twice: ${some(heardTwice)}`);
    const unexplained = doubled.filter((mark) => !doubledUnknown.includes(mark));
    if (unexplained.length > 0) wrong.push(`doubled and not told as unknown: ${some(unexplained)}`);
    return {
      name: cell.name,
      lost: lost.length,
      doubled: doubled.length,
      doubledUnknown: doubledUnknown.length,
      unnamed: wrong.filter((one) => !/^(exit|lost|doubled|published)/.test(one)).length,
      exits: [...exits, ...again.map(exitOf)],
      wrong,
      milliseconds: Math.round(performance.now() - startedAt),
    };
  } finally {
    await world.end();
  }
}

async function soon(): Promise<false> {
  await new Promise((resolve) => setTimeout(resolve, 200));
  return false;
}

/** Lets runs come to their end and holds what they said against what is so. */
async function proven(
  world: World,
  wrong: string[],
  isCutShort: boolean,
  runs: () => Promise<readonly Ended[]>,
): Promise<readonly Ended[]> {
  const before = { letters: world.letters(), puts: world.puts().length };
  const ended = await runs();
  const alive = ended.filter(({ signal }) => signal === null);
  const told = alive.flatMap(({ stdout }) => toldBy(stdout) ?? []);
  if (told.length < alive.length && !isCutShort) {
    wrong.push(`no document but: ${alive.map(({ stdout, stderr }) => stderr + stdout.slice(0, 500))}`);
  }
  if (told.length === ended.length) {
    wrong.push(...contradictions(told, before, { letters: world.letters(), puts: world.puts() }));
  }
  return ended;
}

/** A rerun without faults leaves nothing behind but what it holds. */
function unfinished(ended: readonly Ended[]): readonly string[] {
  const entries = ended.flatMap(({ stdout }) => toldBy(stdout)?.entries ?? []);
  const open = entries.filter(
    ({ outcome }) => outcome !== 'removed' && outcome !== 'removed-only' && outcome !== 'held',
  );
  return open.length === 0
    ? []
    : [`the rerun left ${open.length} messages ${[...new Set(open.map((one) => one.outcome))]}`];
}

function toldBy(stdout: string): ToldRun | undefined {
  try {
    const document = JSON.parse(stdout) as Partial<ToldRun>;
    return document.entries === undefined ? undefined : (document as ToldRun);
  } catch {
    return undefined;
  }
}

function exitOf({ status, signal }: Ended): number | string {
  return signal ?? status ?? '';
}

function mustBe(exit: number | string, end: End, world: World, wrong: string[]): void {
  const so = world.letters().every(({ state }) => isGone(state)) ? 0 : 3;
  const wanted = end === 'so' ? [so] : typeof end === 'object' ? end : [end];
  if (!wanted.some((one) => one === exit)) wrong.push(`exit ${exit} where ${wanted.join(' or ')} was promised`);
}

/** What a topic's subscribers would hear twice is sent again only when the operator says so. */
function isPublish(world: World, mark: string): boolean {
  return world.letters().some(({ body }) => markOf(body) === mark && body.includes('"detail-type":"topicPublish"'));
}

function some(marks: readonly string[]): string {
  return `${marks.slice(0, 5).join(' ')}${marks.length > 5 ? ` and ${marks.length - 5} more` : ''}`;
}
