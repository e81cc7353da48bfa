import type { ConnectionWords } from './app/connection.ts';
import { usage } from './app/failures.ts';
import { CATALOGUE, CAUSE_IDS, type CauseId, isCauseId } from './domain/diagnosis/catalogue.ts';
import type { SendPolicy } from './domain/redrive/decide.ts';
import { type Selection, SHORTEST_ID_PREFIX } from './domain/selection/selection.ts';
import { parseWhen } from './domain/selection/when.ts';

/** The connection flags as oclif parsed them. */
export interface ConnectionFlags {
  readonly stack?: string | undefined;
  readonly queue?: string | undefined;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly 'endpoint-url'?: string | undefined;
  readonly sandbox?: boolean;
  readonly integration?: string | undefined;
  readonly 'endpoint-host'?: readonly string[] | undefined;
}

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

/** What the flags say about where the integration is. */
export function connectionWords(flags: ConnectionFlags): ConnectionWords {
  return {
    stack: flags.stack,
    queue: flags.queue,
    region: flags.region,
    profile: flags.profile,
    endpointUrl: flags['endpoint-url'],
    sandbox: flags.sandbox ?? false,
    integration: flags.integration,
    endpointHosts: flags['endpoint-host'],
  };
}

/** What the flags say about which dead letters are meant; throws a usage Failure for words that mean nothing. */
export function selectionOf(flags: SelectionFlags, now: number): Selection {
  for (const id of flags.id ?? []) {
    if (id.length < SHORTEST_ID_PREFIX)
      throw usage(`--id ${id} is too short to be sure.`, `Give at least ${SHORTEST_ID_PREFIX} characters.`);
  }
  const since = whenOf('--since', flags.since, now);
  const until = whenOf('--until', flags.until, now);
  if (since !== undefined && until !== undefined && since > until) {
    throw usage('--since is later than --until, so nothing can be meant.', 'Exchange them, or leave one out.');
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

/** A cause by its id, or a usage Failure that lists them all. */
function causeOf(flag: string, text: string): CauseId {
  if (isCauseId(text)) return text;
  throw usage(`${flag} ${text}: there is no such cause.`, `Causes: ${CAUSE_IDS.join(', ')}.`);
}

function whenOf(flag: string, text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const at = parseWhen(text, now);
  if (at === undefined)
    throw usage(`${flag} ${text} is no time.`, 'Give an ISO time (2026-01-31T12:00Z) or how long ago (30m, 2h, 3d).');
  return at;
}

/** The selection that means everything. */
export const NO_SELECTION: Selection = {
  causes: [],
  ids: [],
  detailTypes: [],
  caches: [],
  topics: [],
  rules: [],
  buses: [],
  since: undefined,
  until: undefined,
  match: undefined,
};

/** The repair flags as oclif parsed them. */
export interface RepairFlags {
  readonly fix: boolean;
  readonly prefer?: string | undefined;
  readonly ttl?: number | undefined;
  readonly 'map-cache'?: readonly string[] | undefined;
  readonly resolved?: readonly string[] | undefined;
}

/** What the flags allow a redrive to repair and to send; throws a usage Failure where they do not fit together. */
export function policyOf(flags: RepairFlags): SendPolicy {
  const needsFix = [flags.prefer && '--prefer', flags.ttl && '--ttl', flags['map-cache'] && '--map-cache'].find(
    Boolean,
  );
  if (!flags.fix && needsFix)
    throw usage(`${needsFix} says how to repair, but repairing was not asked for.`, 'Add --fix.');
  const resolved = (flags.resolved ?? []).map((text) => causeOf('--resolved', text));
  const inTheEvent = resolved.find((cause) => ['event', 'message'].includes(CATALOGUE[cause].group));
  if (inTheEvent !== undefined) {
    throw usage(
      `--resolved ${inTheEvent}: that lies in the event itself and cannot be settled outside.`,
      CATALOGUE[inTheEvent].advice,
    );
  }
  return {
    fix: flags.fix,
    repair: {
      prefer: flags.prefer === 'key' || flags.prefer === 'key_base64' ? flags.prefer : undefined,
      ttlSeconds: flags.ttl,
      mapCache: new Map((flags['map-cache'] ?? []).map(cachePair)),
    },
    resolved: new Set(resolved),
  };
}

function cachePair(text: string): [string, string] {
  const [, from, to] = /^([^=]+)=([^=]+)$/.exec(text) ?? [];
  if (from === undefined || to === undefined)
    throw usage(`--map-cache ${text} is not OLD=NEW.`, 'Example: --map-cache sessions=sessions-v2');
  return [from, to];
}
