import { usage } from '../app/failures.ts';
import { clashOf, readSet } from '../domain/repair/assignment.ts';
import type { Assignment, RepairId, RepairPolicy } from '../domain/repair/repair.ts';

/** The flag of a kind of repair: its spelling, help, advice and the meaning of its value. */
export interface RepairFlag {
  /** The name without dashes; absent for a safe repair, for which `--fix` is enough. */
  readonly flag?: string;
  /** The kind of its value. */
  readonly takes: 'nothing' | 'seconds' | 'choice' | 'text' | 'texts';
  /** How the value is named in the help; a choice names all of them. */
  readonly value?: string;
  readonly help: string;
  /** Its effect on an event, after the flag as the subject: `--fix --ttl SECONDS sets it`. */
  readonly advice: string;
  /** Where it cannot help. */
  readonly where?: string;
  /** The policy that the value asks for; throws a usage Failure for a value without meaning. */
  readonly policy?: (value: never) => Partial<RepairPolicy>;
}

/** The flags of the kinds of repair; flags, help, advice and the tables of causes are made from this. */
export const REPAIR_FLAGS = {
  'merge-keys': { takes: 'nothing', help: 'merge keys of the same bytes', advice: 'merges keys of the same bytes' },
  'prefer-key': {
    flag: 'prefer',
    takes: 'choice',
    value: 'key|key_base64',
    help: 'keep this key where an event has two that differ',
    advice: 'says which one stays',
    where: 'where the target reads it from the detail',
    policy: (prefer: 'key' | 'key_base64') => ({ prefer }),
  },
  'rewrite-base64': {
    takes: 'nothing',
    help: 'rewrite base64 as base64url',
    advice: 'rewrites base64 as base64url of the same bytes',
  },
  'base64-as-text': {
    flag: 'base64-as-text',
    takes: 'nothing',
    help: 'take a key_base64 that is not base64 as the key, where there is no key',
    advice: 'takes it for the key',
    where: 'where the target reads both from the detail and no key is there',
    policy: (base64AsText: boolean) => ({ base64AsText }),
  },
  'cap-ttl': {
    flag: 'max-ttl',
    takes: 'seconds',
    value: 'SECONDS',
    help: 'shorten a longer ttl to this one',
    advice: 'says how long at most',
    where: 'where the target reads the ttl from the detail',
    policy: (maxTtlSeconds: number) => ({ maxTtlSeconds }),
  },
  'give-ttl': {
    flag: 'ttl',
    takes: 'seconds',
    value: 'SECONDS',
    help: 'set this ttl where it is missing or invalid',
    advice: 'says how long',
    where: 'where the target reads the ttl from the detail',
    policy: (ttlSeconds: number) => ({ ttlSeconds }),
  },
  'escape-message': {
    flag: 'escape-message',
    takes: 'nothing',
    help: 'escape as JSON a message whose quotes or line ends break the input template',
    advice: 'escapes a message that is a string',
    where: 'where the target reads it from the detail',
    policy: (escapeMessage: boolean) => ({ escapeMessage }),
  },
  'map-cache': {
    flag: 'map-cache',
    takes: 'texts',
    value: 'OLD=NEW',
    help: 'send events for cache OLD to cache NEW (repeatable)',
    advice: 'sends its events to another cache',
    policy: (pairs: readonly string[]) => ({ mapCache: new Map(pairs.map(cachePair)) }),
  },
  'set-values': {
    flag: 'set',
    takes: 'texts',
    value: 'PATH=VALUE',
    help: 'give every selected event this value (repeatable); PATH is detail.NAME, detail["any name"].NAME, detail-type or source; VALUE is JSON if it parses, else text. Completes incomplete events too',
    advice: 'gives the selected events a value',
    policy: (texts: readonly string[]) => ({ set: valuesOf(texts) }),
  },
  'edit-values': {
    flag: 'edits',
    takes: 'text',
    value: 'FILE',
    help: 'give single messages values: a line of JSON each, {"messageId": "ID", "set": {"PATH": VALUE}}; ID may be the first 8 characters; where --set names the same member the file wins',
    advice: 'gives each message its own values',
  },
} as const satisfies Readonly<Record<RepairId, RepairFlag>>;

/** The flag of a kind of repair. */
export function repairFlag(id: RepairId): RepairFlag {
  return REPAIR_FLAGS[id];
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
