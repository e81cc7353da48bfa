import type { AttemptRecord } from '../../domain/history/attempt.ts';
import { type RunRecord, type RunResult, resultOf } from '../../domain/history/run.ts';
import { printable, quote } from '../../domain/text/printable.ts';
import { fitted, pad, wrap } from '../style/layout.ts';
import { table } from '../style/table.ts';
import type { Theme } from '../style/theme.ts';
import { utc } from '../style/time.ts';

const RUN = 13;
const STARTED = 16;
const RESULT = 11;
const GAP = '  ';

/** The runs of a ledger, newest first, two lines each. */
export function ledgerListText(path: string, runs: readonly RunRecord[], width: number, theme: Theme): string {
  if (runs.length === 0) return `No runs in ${printable(path)} yet.\n`;
  const title = theme.strong(wrap(`${runs.length} ${runs.length === 1 ? 'run' : 'runs'} in ${printable(path)}`, width));
  return `${[title, '', ...runs.map((run) => runLines(run, width, theme))].join('\n')}\n`;
}

function runLines(run: RunRecord, width: number, theme: Theme): string {
  const result = resultOf(run);
  const counts = wrap(countsText(run), width, ' '.repeat(RUN + STARTED + RESULT + GAP.length * 3)).trimStart();
  const first = [
    theme.name(pad(fitted(printable(run.id), RUN), RUN)),
    utc(run.startedAt).slice(0, STARTED),
    paint(result, theme)(pad(spoken(result), RESULT)),
    counts,
  ];
  const indent = ' '.repeat(RUN + GAP.length);
  const where = `${queueOf(run)}, by ${whoOf(run)}${run.endpoint === 'aws' ? '' : `, ${run.endpoint}`}`;
  return `${first.join(GAP)}\n${theme.faint(wrap(where, width, indent))}`;
}

/** The counts that are not zero. */
function countsText({ sends, removals, end }: RunRecord): string {
  const counts: readonly [number, string][] = [
    [sends.removed, 'sent'],
    [sends.accepted, 'sent and still here'],
    [removals.removed, 'only removed'],
    [removals.accepted, 'sent before and still here'],
    [sends.unknown, 'unknown'],
    [sends.intended, 'on the way'],
    [sends.refused, 'refused'],
    [end?.tally.left ?? sends.left, 'left'],
    [end?.tally.held ?? 0, 'held'],
  ];
  const said = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return said.join(', ') || 'nothing selected';
}

/** One run: what is recorded of it, then its attempts. `more` of them are not shown. */
export function ledgerShowText(
  run: RunRecord,
  attempts: readonly AttemptRecord[],
  more: number,
  width: number,
  theme: Theme,
): string {
  const facts: readonly [string, string][] = [
    ['Result', `${spoken(resultOf(run))}${run.end?.failure === undefined ? '' : `: ${run.end.failure}`}${exitOf(run)}`],
    ['Counts', countsText(run)],
    ['Started', utc(run.startedAt)],
    ['Ended', run.endedAt === undefined ? 'no end is recorded' : utc(run.endedAt)],
    ['Queue', `${run.queueArn}${run.endpoint === 'aws' ? '' : ` (${run.endpoint})`}`],
    ['Caller', run.who ?? 'unknown: STS did not say'],
    ['Flags', run.flags],
    ['Plan', planOf(run)],
    ['Version', run.version],
  ];
  const lines = facts.map(([name, text]) => {
    const [first = '', ...rest] = wrap(printable(text), width - 9).split('\n');
    return [theme.faint(pad(name, 9)) + first, ...rest.map((line) => ' '.repeat(9) + line)].join('\n');
  });
  const rows = attempts.map((one) => [one.state, printable(one.messageId), printable(one.cause), noteOf(one)]);
  const columns = [{ title: 'STATE' }, { title: 'MESSAGE' }, { title: 'CAUSE' }, { title: 'NOTE', least: 8 }];
  const blocks = [theme.strong(wrap(`Run ${printable(run.id)}`, width)), lines.join('\n')];
  if (rows.length > 0) blocks.push(table(columns, rows, width).join('\n'));
  if (more > 0)
    blocks.push(theme.faint(wrap(`${more} more: --limit ${attempts.length + more}, --state, --json`, width)));
  return `${blocks.join('\n\n')}\n`;
}

function noteOf({ code, returns, edits, requests, verdict }: AttemptRecord): string {
  const notes = [
    code === undefined ? '' : quote(code, 80),
    verdict === 'remove-only' ? 'sent by an earlier run' : '',
    edits.length > 0 ? `edited ${[...new Set(edits.map(({ path }) => quote(path, 40)))].join(', ')}` : '',
    returns > 0 ? `came back ${returns} ${returns === 1 ? 'time' : 'times'} before` : '',
    requests > 1 ? `${requests} requests` : '',
  ];
  return notes.filter((note) => note !== '').join('; ');
}

function spoken(result: RunResult): string {
  return result.replace('-', ' ');
}

function paint(result: RunResult, theme: Theme): (text: string) => string {
  switch (result) {
    case 'done':
      return theme.good;
    case 'died':
    case 'failed':
      return theme.bad;
    case 'under-way':
    case 'interrupted':
    case 'partly':
      return theme.careful;
  }
}

function queueOf({ queueArn }: RunRecord): string {
  return quote(queueArn.split(':').at(-1) || queueArn, 80);
}

/** The end of the ARN names the user, or the role and the session. */
function whoOf({ who }: RunRecord): string {
  return who === undefined ? 'unknown' : quote(who.split(':').at(-1) || who, 80);
}

function exitOf({ end }: RunRecord): string {
  return end === undefined ? '' : ` (exit status ${end.exit})`;
}

/** A plan has a run of its own only where it recorded a doubt. */
function planOf({ plan, mode }: RunRecord): string {
  if (mode === 'plan') return 'this run is a plan: it sent nothing and recorded only deliveries that it doubts';
  if (plan === undefined) return 'not asked for: --yes';
  return `${plan.selected} selected: ${plan.toSend} to send, ${plan.toRemoveOnly} only to remove, ${plan.held} to hold`;
}
