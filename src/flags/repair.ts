import * as Flags from '@oclif/core/flags';
import { usage } from '../app/failures.ts';
import { CATALOGUE } from '../domain/diagnosis/catalogue.ts';
import type { SendPolicy } from '../domain/redrive/decision.ts';
import { REPAIR_IDS, type RepairPolicy, SAFE_ONLY } from '../domain/repair/repair.ts';
import { repairsFor } from '../domain/repair/repairs.ts';
import { adviceOf } from './advice.ts';
import { causeOf } from './cause.ts';
import { type REPAIR_FLAGS, type RepairFlag, repairFlag } from './repair-flags.ts';

const helpGroup = 'REPAIR';
/** A hundred years: a larger number is probably in milliseconds. */
const LONGEST_TTL_SECONDS = 3_153_600_000;

/** How each kind of value is parsed. */
const PARSED = {
  nothing: (description: string) => Flags.boolean({ helpGroup, description }),
  seconds: (description: string, helpValue: string) =>
    Flags.integer({ helpGroup, helpValue, min: 1, max: LONGEST_TTL_SECONDS, description }),
  choice: (description: string, values: string) => Flags.string({ helpGroup, options: values.split('|'), description }),
  text: (description: string, helpValue: string) => Flags.string({ helpGroup, helpValue, description }),
  texts: (description: string, helpValue: string) =>
    Flags.string({ helpGroup, helpValue, multiple: true, multipleNonGreedy: true, description }),
} as const satisfies Record<RepairFlag['takes'], unknown>;

type Entries = (typeof REPAIR_FLAGS)[keyof typeof REPAIR_FLAGS];
type Flagged = Extract<Entries, { readonly flag: string }>;
type FromRegistry = {
  [one in Flagged as one['flag']]: ReturnType<(typeof PARSED)[one['takes']]>;
};

const WITH_FLAG = REPAIR_IDS.filter((id) => repairFlag(id).flag !== undefined);
const SAFE_HELP = REPAIR_IDS.map(repairFlag)
  .filter(({ flag }) => flag === undefined)
  .map(({ help }) => help);

/** The flags of the registry, as oclif takes them. */
const fromRegistry = Object.fromEntries(
  WITH_FLAG.map((id) => {
    const { flag = '', takes, value = '', help } = repairFlag(id);
    return [flag, PARSED[takes](`with --fix: ${help}`, value)];
  }),
) as FromRegistry;

/** The allowed repairs, and the causes that are fixed outside. */
export const repairFlags = {
  fix: Flags.boolean({ helpGroup, description: `apply the repairs that keep the meaning: ${SAFE_HELP.join(', ')}` }),
  ...fromRegistry,
  'edits-template': Flags.string({
    helpGroup,
    helpValue: 'FILE',
    description:
      'send nothing; write a new file for --edits, with a line for each selected event that needs values: what is missing as blanks, what is known filled in',
  }),
  resolved: Flags.string({
    helpGroup,
    helpValue: 'CAUSE',
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    description:
      'also send events with this cause, which you have fixed outside of the events, such as cache-not-found',
  }),
};

/** The repair flags as oclif parsed them. */
export type RepairFlags = Readonly<Partial<Record<Flagged['flag'], unknown>>> & {
  readonly fix: boolean;
  readonly resolved?: readonly string[] | undefined;
};

/**
 * The repairs and resolved causes that the flags allow, without the file of `--edits`. Throws a usage Failure
 * where they do not fit together.
 */
export function policyOf(flags: RepairFlags): SendPolicy {
  const given = WITH_FLAG.flatMap((id) => {
    const { flag = '' } = repairFlag(id);
    const value = flags[flag as Flagged['flag']];
    return value === undefined || value === false ? [] : [{ id, flag, value }];
  });
  const [first] = given;
  if (!flags.fix && first !== undefined)
    throw usage(`--${first.flag} says how to repair, but repairs need --fix.`, 'Add --fix.');
  const asked = given.map(({ id, value }) => repairFlag(id).policy?.(value as never) ?? {});
  const repair = Object.assign({}, SAFE_ONLY, ...asked) as RepairPolicy;
  const { ttlSeconds: ttl, maxTtlSeconds: maxTtl } = repair;
  if (ttl !== undefined && maxTtl !== undefined && ttl > maxTtl)
    throw usage(
      `--ttl ${ttl} is longer than --max-ttl ${maxTtl} allows.`,
      'Give a shorter --ttl, or a longer --max-ttl.',
    );
  const resolved = (flags.resolved ?? []).map((text) => causeOf('--resolved', text));
  const inTheEvent = resolved.find((cause) => ['event', 'message'].includes(CATALOGUE[cause].group));
  if (inTheEvent !== undefined) {
    const hint =
      repairsFor(inTheEvent).length > 0 ? `It needs a repair. ${adviceOf(inTheEvent)}` : adviceOf(inTheEvent);
    throw usage(`--resolved ${inTheEvent}: this cause lies in the event itself and cannot be fixed outside.`, hint);
  }
  return { fix: flags.fix, repair, resolved: new Set(resolved) };
}
