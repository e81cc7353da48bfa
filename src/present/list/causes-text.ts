import { byUrgency, type Group, totalOf } from '../../domain/diagnosis/groups.ts';
import { parseRuleArn } from '../../domain/eventbridge/arn.ts';
import { printable, quote } from '../../domain/text/printable.ts';
import { adviceOf } from '../../flags/advice.ts';
import { fitted, padLeft, wrap } from '../style/layout.ts';
import type { Theme } from '../style/theme.ts';
import { ago } from '../style/time.ts';
import { obstacleText } from './obstacle-text.ts';

/** Kinds of error shown for one cause; --json has them all. */
const MOST_KINDS = 3;
const MOST_CACHES = 8;
const LONGEST_CACHE_NAME = 60;
const COUNT = 5;
const INDENT = ' '.repeat(COUNT + 2);

/** The groups as one block for each cause and each obstacle to sending, the most urgent first. */
export function causesText(groups: readonly Group[], now: number, width: number, theme: Theme): string {
  return byUrgency(groups)
    .map((of) => causeText(of, now, width, theme))
    .join('\n\n');
}

/** All groups of one cause: how often, what to do, and the kinds of error it came with. */
function causeText(groups: readonly [Group, ...Group[]], now: number, width: number, theme: Theme): string {
  const [{ cause, title, why, obstacle, ruleArn }] = groups;
  const obstacleAdvice =
    obstacle === null ? undefined : `Cannot be sent from here: ${obstacleText(obstacle, parseRuleArn(ruleArn ?? ''))}`;
  const lead = `${padLeft(String(totalOf(groups)), COUNT)}  `;
  const name = fitted(title, width - lead.length - cause.length - 2);
  const kinds = groups
    .slice(0, MOST_KINDS)
    .map((group) => INDENT + kindText(group, groups.length > 1, now, width - INDENT.length));
  const further = groups.length - MOST_KINDS;
  if (further > 0) kinds.push(`${INDENT}and ${further} more ${further === 1 ? 'kind' : 'kinds'} of error`);
  return [
    `${theme.strong(lead + name)}  ${theme.name(cause)}`,
    ...kinds.map(theme.faint),
    ...cachesText(groups, width),
    wrap(`→ ${obstacleAdvice ?? (cause === 'other' ? why : adviceOf(cause))}`, width, INDENT),
  ].join('\n');
}

/** The caches that do not exist, as far as the groups name them. */
function cachesText(groups: readonly Group[], width: number): readonly string[] {
  const names = [...new Set(groups.flatMap(({ caches }) => caches))];
  if (names.length === 0) return [];
  const shown = names
    .slice(0, MOST_CACHES)
    .map((name) => quote(name === '' ? '(empty name)' : name, LONGEST_CACHE_NAME));
  const more = names.length > MOST_CACHES || groups.some(({ moreCaches }) => moreCaches);
  const lead = names.length === 1 && !more ? 'cache' : 'caches';
  return [wrap(`${INDENT}${lead}: ${shown.join(', ')}${more ? ' and others' : ''}`, width, INDENT)];
}

function kindText(
  { count, detailType, error, firstSentAt, lastSentAt }: Group,
  counted: boolean,
  now: number,
  width: number,
): string {
  const [first, last] = [ago(firstSentAt, now), ago(lastSentAt, now)];
  const span = first === last ? last : `${first} – ${last}`;
  const before = [counted ? `${count} × ${detailType ?? 'no event'}` : detailType, span]
    .filter((fact) => fact !== null)
    .join(', ');
  const said = error === null ? '' : `: ${error}`;
  return fitted(printable(before + said), width);
}
