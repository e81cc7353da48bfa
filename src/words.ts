import type { ConnectionWords } from './app/connection.ts';
import { usage } from './app/failures.ts';
import type { LedgerUse } from './app/ledger-use.ts';
import { didYouMean } from './command-line/did-you-mean.ts';
import { CATALOGUE, CAUSE_IDS, type CauseId, isCauseId } from './domain/diagnosis/catalogue.ts';
import type { UnknownPolicy } from './domain/redrive/decide-knowing.ts';
import type { Rates } from './domain/redrive/pace.ts';
import { parseRates } from './domain/redrive/rates-text.ts';
import type { SendPolicy } from './domain/redrive/send-policy.ts';
import { type Assignment, clashOf, readSet } from './domain/repair/assignment.ts';
import { type Selection, SHORTEST_ID_PREFIX } from './domain/selection/selection.ts';
import { parseWhen } from './domain/selection/when.ts';
import type { Format } from './present/presenter.ts';

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
  throw usage(
    `${flag} ${text}: there is no such cause.`,
    didYouMean(text, CAUSE_IDS) ?? `Causes: ${CAUSE_IDS.join(', ')}.`,
  );
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

/** The rates that `--rate` says, on top of the defaults; throws a usage Failure for words that mean nothing. */
export function ratesOf(texts: readonly string[] | undefined): Rates {
  const rates = parseRates(texts ?? []);
  if ('overall' in rates) return rates;
  throw usage(
    `--rate ${rates.meaningless} is no rate.`,
    'Examples: --rate 80, --rate 80,topicPublish=5, --rate unlimited (events a second).',
  );
}

/** The output flags as oclif parsed them. */
export interface OutputFlags {
  readonly json: boolean;
  readonly output?: string | undefined;
}

/** In what form the flags ask for the answer; throws a usage Failure where they ask for two. */
export function formatOf({ json, output }: OutputFlags): Format {
  if (json && output !== undefined) throw usage(`--json and --output ${output} exclude each other.`, 'Choose one.');
  if (output === 'ndjson' || output === 'csv') return output;
  return json ? 'json' : 'text';
}

/** The repair flags as oclif parsed them. */
export interface RepairFlags {
  readonly fix: boolean;
  readonly prefer?: string | undefined;
  readonly ttl?: number | undefined;
  readonly 'max-ttl'?: number | undefined;
  readonly 'base64-as-text'?: boolean;
  readonly 'escape-message'?: boolean;
  readonly 'map-cache'?: readonly string[] | undefined;
  readonly set?: readonly string[] | undefined;
  readonly edits?: string | undefined;
  readonly resolved?: readonly string[] | undefined;
}

/** Flags that say how to repair and mean nothing without `--fix`. */
const HOW = ['prefer', 'ttl', 'max-ttl', 'base64-as-text', 'escape-message', 'map-cache', 'set', 'edits'] as const;

/**
 * What the flags allow a redrive to repair and to send, all but what the file of `--edits` says. Throws a usage Failure
 * where they do not fit together.
 */
export function policyOf(flags: RepairFlags): SendPolicy {
  const how = HOW.find((name) => flags[name] !== undefined && flags[name] !== false);
  if (!flags.fix && how !== undefined)
    throw usage(`--${how} says how to repair, but repairing was not asked for.`, 'Add --fix.');
  const { ttl, 'max-ttl': maxTtl } = flags;
  if (ttl !== undefined && maxTtl !== undefined && ttl > maxTtl)
    throw usage(
      `--ttl ${ttl} is longer than --max-ttl ${maxTtl} allows.`,
      'Give a shorter --ttl, or a longer --max-ttl.',
    );
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
      base64AsText: flags['base64-as-text'] ?? false,
      ttlSeconds: ttl,
      maxTtlSeconds: maxTtl,
      escapeMessage: flags['escape-message'] ?? false,
      mapCache: new Map((flags['map-cache'] ?? []).map(cachePair)),
      set: valuesOf(flags.set ?? []),
      edits: new Map(),
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

function valuesOf(texts: readonly string[]): readonly Assignment[] {
  const values = texts.map((text) => {
    const read = readSet(text);
    if (read.kind === 'assignment') return read.assignment;
    throw usage(`--set: ${read.reason}.`, 'Example: --set detail.ttl=3600 --set source=shop.orders');
  });
  const clash = clashOf(values);
  if (clash !== undefined) throw usage(`--set: ${clash}.`, 'Give each member one value.');
  return values;
}

/** The ledger flags as oclif parsed them. */
export interface LedgerFlags {
  readonly ledger?: string | undefined;
  readonly 'no-ledger': boolean;
  readonly 'ledger-payloads': boolean;
  readonly 'resend-unknown': boolean;
  readonly 'hold-unknown': boolean;
}

/** Which ledger is meant, if any; throws a usage Failure for contradictions. */
export function ledgerOf(flags: LedgerFlags): LedgerUse {
  if (flags.ledger === '') throw usage('--ledger is empty.', 'Name a file, or leave out --ledger.');
  if (!flags['no-ledger']) return { kind: 'file', path: flags.ledger, payloads: flags['ledger-payloads'] };
  const needsLedger = (['ledger-payloads', 'resend-unknown', 'hold-unknown'] as const).find((name) => flags[name]);
  if (needsLedger !== undefined)
    throw usage(`--${needsLedger} needs the ledger that --no-ledger refuses.`, 'Leave out one of them.');
  return { kind: 'none' };
}

/** What is to become of events whose earlier sending is unknown; throws a usage Failure for a contradiction. */
export function unknownPolicyOf(flags: LedgerFlags): UnknownPolicy {
  const { 'resend-unknown': resend, 'hold-unknown': hold } = flags;
  if (resend && hold) throw usage('--resend-unknown and --hold-unknown contradict each other.', 'Give one of them.');
  return resend ? 'resend' : hold ? 'hold' : 'resend-if-harmless';
}
