import { answerOf } from '../diagnosis/answer-findings.ts';
import type { CauseId } from '../diagnosis/catalogue.ts';
import { judgeCall } from '../diagnosis/event-findings.ts';
import type { Examined } from '../diagnosis/examined.ts';
import type { MomentoCall } from '../momento/call.ts';
import { clashOf, readSet } from '../repair/assignment.ts';
import { detailMembers, printMemberPath } from '../repair/member-path.ts';
import { type RepairPolicy, SAFE_ONLY } from '../repair/repair.ts';
import { decide } from './decide.ts';
import type { Hold, SendPolicy } from './decision.ts';

/** The policy under which a dead letter is sent, and the members for which it holds a filler that the operator must replace. */
export interface Proposal {
  readonly policy: SendPolicy;
  /** Printed paths such as `detail.key`, each once. */
  readonly blanks: readonly string[];
}

/** Each round allows one thing more; an event has fewer things wrong with it than this. */
const ROUNDS = 20;

/**
 * The narrowest policy that the plan needs to send this dead letter, found by asking the plan itself; `undefined` where
 * no policy does. Where only the operator knows a value (a key, a time to live) a filler stands that the plan accepts.
 */
export function propose(examined: Examined): Proposal | undefined {
  let proposal: Proposal = { policy: { fix: false, repair: SAFE_ONLY, resolved: new Set() }, blanks: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const decision = decide(examined, proposal.policy);
    if (decision.verdict !== 'hold') return proposal;
    const next = allowing(examined, decision, proposal);
    if (next === undefined) return undefined;
    proposal = next;
  }
  return undefined;
}

/** The proposal with the option that this hold needs; `undefined` where none helps, or where it was allowed already. */
function allowing(examined: Examined, hold: Hold, proposal: Proposal): Proposal | undefined {
  const { policy } = proposal;
  switch (hold.reason) {
    case 'needs-fix':
      return policy.fix ? undefined : { ...proposal, policy: { ...policy, fix: true } };
    case 'needs-outside-change': {
      const more = hold.because.filter((cause) => !policy.resolved.has(cause));
      if (more.length === 0) return undefined;
      return { ...proposal, policy: { ...policy, resolved: new Set([...policy.resolved, ...more]) } };
    }
    case 'needs-completion':
      return withValues(examined, proposal, hold.members.length === 0 ? ['source'] : hold.members);
    case 'source-reserved':
      return withValues(examined, proposal, hold.members);
    case 'needs-repair':
      return withRepairs(examined, hold.because, proposal);
    default:
      return undefined;
  }
}

function withRepairs(examined: Examined, because: readonly CauseId[], proposal: Proposal): Proposal | undefined {
  const { policy } = proposal;
  const flagged: RepairPolicy = Object.assign({}, policy.repair, ...because.map((cause) => ALLOWING[cause]));
  const isMore =
    !policy.fix || (Object.keys(flagged) as (keyof RepairPolicy)[]).some((one) => flagged[one] !== policy.repair[one]);
  const allowed: Proposal = { ...proposal, policy: { ...policy, fix: true, repair: flagged } };
  const members = because.flatMap((cause) => memberAtFault(examined, cause) ?? []);
  if (members.length === 0) return isMore ? allowed : undefined;
  return withValues(examined, allowed, [...new Set(members)]) ?? (isMore ? allowed : undefined);
}

/** The repair that a fault needs where a value of the event need not be given. Time to live and preferred key are fillers. */
const ALLOWING: Partial<Record<CauseId, Partial<RepairPolicy>>> = {
  'key-conflict': { prefer: 'key' },
  'key-base64-invalid': { base64AsText: true },
  'ttl-missing': { ttlSeconds: 60 },
  'ttl-invalid': { ttlSeconds: 60 },
  'message-unrenderable': { escapeMessage: true },
};

/** The member that the target reads and that is at fault, as a path that can be set. */
function memberAtFault({ deadLetter, rendering }: Examined, cause: CauseId): string | undefined {
  if (cause === 'detail-type-unknown') return 'detail-type';
  if (cause in ALLOWING || rendering === undefined) return undefined;
  const faults = judgeCall(rendering, answerOf(deadLetter.error.text)).filter(({ fault }) => fault === cause);
  const names = faults
    .flatMap(({ at }) => at.map(({ path }) => detailMembers(path)))
    .find((found) => found !== undefined);
  return names && printMemberPath({ root: 'detail', names });
}

function withValues(examined: Examined, proposal: Proposal, members: readonly string[]): Proposal | undefined {
  const { policy, blanks } = proposal;
  const more = members.filter((member) => !blanks.includes(member));
  const read = more.map((member) => readSet(`${member}=${fillerFor(member, examined)}`));
  const values = read.flatMap((one) => (one.kind === 'assignment' ? [one.assignment] : []));
  const set = [...policy.repair.set, ...values];
  if (more.length === 0 || values.length < more.length || clashOf(set) !== undefined) return undefined;
  // A message that the operator fills in may hold quotes; escaping changes nothing where it does not.
  const escapeMessage = policy.repair.escapeMessage || more.some((member) => /\bmessage$/.test(member));
  return {
    policy: { ...policy, fix: true, repair: { ...policy.repair, set, escapeMessage } },
    blanks: [...blanks, ...more],
  };
}

/** A value that is valid wherever the target reads the member. */
function fillerFor(member: string, { rendering }: Examined): string {
  if (member === 'detail-type') return rendering?.call?.operation ?? 'cacheSet';
  if (/ttl/i.test(member) || member === memberOf(rendering?.call, 'ttl')) return '60';
  return 'a2V5';
}

function memberOf(call: MomentoCall | undefined, name: 'ttl'): string | undefined {
  const names = detailMembers(call?.[name]?.from ?? '');
  return names && printMemberPath({ root: 'detail', names });
}
