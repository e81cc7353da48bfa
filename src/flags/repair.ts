import * as Flags from '@oclif/core/flags';
import { usage } from '../app/failures.ts';
import { CATALOGUE } from '../domain/diagnosis/catalogue.ts';
import type { SendPolicy } from '../domain/redrive/send-policy.ts';
import { type Assignment, clashOf, readSet } from '../domain/repair/assignment.ts';
import { causeOf } from './cause.ts';

/** A hundred years: above it somebody meant milliseconds. */
const LONGEST_TTL_SECONDS = 3_153_600_000;

/** What may be repaired and what counts as settled. */
export const repairFlags = {
  fix: Flags.boolean({
    helpGroup: 'REPAIR',
    description: 'repair what keeps its meaning: merge keys of the same bytes, spell base64 as base64url',
  }),
  prefer: Flags.string({
    helpGroup: 'REPAIR',
    options: ['key', 'key_base64'],
    description: 'with --fix: the key that stays where an event has two that differ (key-conflict)',
  }),
  ttl: Flags.integer({
    helpGroup: 'REPAIR',
    helpValue: 'SECONDS',
    min: 1,
    max: LONGEST_TTL_SECONDS,
    description: 'with --fix: the time to live where it is missing or invalid (ttl-missing, ttl-invalid)',
  }),
  'max-ttl': Flags.integer({
    helpGroup: 'REPAIR',
    helpValue: 'SECONDS',
    min: 1,
    max: LONGEST_TTL_SECONDS,
    description: 'with --fix: a longer time to live becomes this one',
  }),
  'base64-as-text': Flags.boolean({
    helpGroup: 'REPAIR',
    description: 'with --fix: a key_base64 that is no base64 at all becomes the key, where there is none',
  }),
  'escape-message': Flags.boolean({
    helpGroup: 'REPAIR',
    description: 'with --fix: a message whose quotes or line ends break the input template is escaped as JSON',
  }),
  'map-cache': Flags.string({
    helpGroup: 'REPAIR',
    helpValue: 'OLD=NEW',
    multiple: true,
    multipleNonGreedy: true,
    description: 'with --fix: events for cache OLD go to NEW (cache-not-found; repeatable)',
  }),
  set: Flags.string({
    helpGroup: 'REPAIR',
    helpValue: 'PATH=VALUE',
    multiple: true,
    multipleNonGreedy: true,
    description:
      'with --fix: every selected event gets this value (repeatable); PATH is detail.NAME, detail["any name"].NAME, detail-type or source, VALUE is JSON if it parses, else text. Completes incomplete events too',
  }),
  edits: Flags.string({
    helpGroup: 'REPAIR',
    helpValue: 'FILE',
    description:
      'with --fix: values for single messages, a line of JSON each: {"messageId": "ID", "set": {"PATH": VALUE}}; where --set names the same member the file wins',
  }),
  resolved: Flags.string({
    helpGroup: 'REPAIR',
    helpValue: 'CAUSE',
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    description: 'send these too: causes outside the event that you have settled, such as cache-not-found',
  }),
};

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
