import * as Flags from '@oclif/core/flags';
import { usage } from '../app/failures.ts';
import { type Selection, SHORTEST_ID_PREFIX } from '../domain/selection/selection.ts';
import { parseWhen } from '../domain/selection/when.ts';
import { causeOf } from './cause.ts';

const list = (description: string, helpValue: string) =>
  Flags.string({
    helpGroup: 'SELECTION',
    helpValue,
    description,
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
  });

/** The flags that select dead letters. The same on every command that selects. */
export const selectionFlags = {
  cause: list('only these causes (repeatable, or separated by commas)', 'CAUSE'),
  id: list('only these: message id, prefix of it with at least 8 characters, or event id', 'ID'),
  'detail-type': list('only events of this detail-type', 'TYPE'),
  cache: list('only events for this cache', 'NAME'),
  topic: list('only events for this topic', 'NAME'),
  rule: list('only deliveries of this rule (name or ARN)', 'RULE'),
  bus: list('only deliveries of rules on this event bus (name or ARN)', 'BUS'),
  since: Flags.string({
    helpGroup: 'SELECTION',
    helpValue: 'TIME',
    description: 'sent to the queue since: 30m, 2h, 3d (ago) or an ISO time (UTC unless it names a zone)',
  }),
  until: Flags.string({
    helpGroup: 'SELECTION',
    helpValue: 'TIME',
    description: 'sent to the queue until, as for --since',
  }),
  match: Flags.string({
    helpGroup: 'SELECTION',
    helpValue: 'TEXT',
    description: 'body or error contains this, ignoring case',
  }),
  limit: Flags.integer({
    helpGroup: 'SELECTION',
    helpValue: 'N',
    min: 1,
    description: 'take at most N of the selected (dlq list: show at most N)',
  }),
};

/** The selection flags as oclif parsed them. */
export interface SelectionFlags {
  readonly cause?: readonly string[] | undefined;
  readonly id?: readonly string[] | undefined;
  readonly 'detail-type'?: readonly string[] | undefined;
  readonly cache?: readonly string[] | undefined;
  readonly topic?: readonly string[] | undefined;
  readonly rule?: readonly string[] | undefined;
  readonly bus?: readonly string[] | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly match?: string | undefined;
}

/** The selection that the flags ask for; throws a usage Failure for invalid values. */
export function selectionOf(flags: SelectionFlags, now: number): Selection {
  for (const id of flags.id ?? []) {
    if (id.length < SHORTEST_ID_PREFIX)
      throw usage(`--id ${id} is too short to be unique.`, `Give at least ${SHORTEST_ID_PREFIX} characters.`);
  }
  const since = whenOf('--since', flags.since, now);
  const until = whenOf('--until', flags.until, now);
  if (since !== undefined && until !== undefined && since > until) {
    throw usage('--since is later than --until, so nothing is selected.', 'Swap them, or leave out one.');
  }
  return {
    causes: (flags.cause ?? []).map((text) => causeOf('--cause', text)),
    ids: flags.id ?? [],
    detailTypes: flags['detail-type'] ?? [],
    caches: flags.cache ?? [],
    topics: flags.topic ?? [],
    rules: flags.rule ?? [],
    buses: flags.bus ?? [],
    since,
    until,
    match: flags.match,
  };
}

function whenOf(flag: string, text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const at = parseWhen(text, now);
  if (at === undefined)
    throw usage(`Invalid time: ${flag} ${text}.`, 'Use an ISO time (2026-01-31T12:00Z) or an age (30m, 2h, 3d).');
  return at;
}
