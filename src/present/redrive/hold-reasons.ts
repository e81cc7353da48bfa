import type { Examined } from '../../domain/diagnosis/examined.ts';
import type { PriorOutcome } from '../../domain/history/prior-attempts.ts';
import type { Decision, Doubt, Hold } from '../../domain/redrive/decision.ts';
import { adviceOnHeld } from '../../flags/advice.ts';
import { obstacleText } from '../list/obstacle-text.ts';

/** Why a dead letter is held, and what to do about it, as half a sentence. `examined` gives the account of its rule. */
export function holdText(hold: Hold, examined?: Examined): string {
  const { members } = hold;
  switch (hold.reason) {
    case 'not-ours':
      return 'not an event of this integration; left alone';
    case 'encrypted':
      return 'encrypted, and momento-eb does not decrypt; decrypt it and put the event on its bus';
    case 'incomplete':
      return 'only the transformed payload survived, not the original event; find the original elsewhere';
    case 'needs-completion':
      return completionAdvice(members);
    case 'cannot-set':
      return `${members.join(', ')} cannot be set: a member on the path is not an object`;
    case 'no-rule':
      return obstacleText('rule-unknown', undefined);
    case 'source-reserved':
      return obstacleText('source-reserved', undefined);
    case 'needs-fix':
      return 'can be repaired: add --fix';
    case 'needs-repair':
      return hold.because.map(adviceOnHeld).join('; ');
    case 'needs-outside-change':
      return `fix the cause first, then rerun with --resolved ${hold.because.join(',')}`;
    case 'not-in-plan':
      return 'arrived after the plan was shown; run it again to see it';
    case 'returned':
      return 'it was sent during this run and has already come back';
    case 'sent-for-sibling':
      return 'this run sends another dead letter of the same event, which fires every matching rule; check its effect before you send this one too';
    case 'unknown-before':
      return 'an earlier run sent it and got no answer: check whether it arrived, then rerun with --resend-unknown';
    case 'in-another-run':
      return 'another run is sending it now';
    case 'sent-doubted':
      return `an earlier run sent it, and it is unknown whether it arrived, because ${doubtsText(hold.because)} now: fix that, check whether it arrived, then rerun with --resend-unknown or --hold-unknown`;
    case 'sent-unchecked':
      return `an earlier run sent it, and it cannot be checked whether it arrived, because ${doubtsText(hold.because)}, so it is not deleted`;
    case 'target-missing':
      return 'its rule no longer has the target that failed; sending would lose it';
    case 'target-unchecked':
      return "the lookup of its target failed, so it may be another team's; --force target sends without that check";
    case 'dlq-missing':
      return 'its target has no dead letter queue now, so a second failure would lose it; --force dlq sends it anyway';
    case 'destination-inactive':
      return 'its API destination is INACTIVE, so it would come straight back: authorize the connection with UpdateConnection (AuthorizationType, ApiKeyName and ApiKeyValue); --force connection sends it anyway';
    case 'connection-unauthorized':
      return 'its connection is not AUTHORIZED, so it would come straight back: UpdateConnection with AuthorizationType, ApiKeyName and ApiKeyValue; --force connection sends it anyway';
    case 'connection-unchecked':
      return 'no permission for events:DescribeConnection; --force connection sends without that check';
    case 'bus-missing':
      return 'its event bus no longer exists; sending would lose it';
    case 'bus-unchecked':
      return 'no permission for events:DescribeEventBus; --force bus sends without that check';
    case 'rule-missing':
      return 'its rule no longer exists; sending would lose it';
    case 'rule-elsewhere':
      return obstacleText(examined?.diagnosis.obstacle ?? 'other-region', examined?.deadLetter.rule);
    case 'rule-unchecked':
      return 'no permission for events:DescribeRule; --force rule sends without that check';
    case 'rule-disabled':
      return 'its rule is not enabled; sending would lose it';
    case 'pattern-mismatch':
      return 'its rule no longer matches it; sending would lose it';
    case 'pattern-unchecked':
      return 'the pattern of its rule could not be tested; --force pattern sends without that check';
  }
}

/** The objection of a lookup to the delivery of a sent event, and how to continue without a lookup that fails. */
const DOUBTS: Readonly<Record<Doubt, string>> = {
  'bus-missing': 'its event bus does not exist',
  'rule-missing': 'its rule does not exist',
  'rule-disabled': 'its rule is not enabled',
  'pattern-mismatch': 'its rule does not match it',
  'target-missing': 'its rule does not have the target that failed',
  'bus-unchecked': 'there is no permission for events:DescribeEventBus (--force bus deletes it without that check)',
  'rule-unchecked': 'there is no permission for events:DescribeRule (--force rule deletes it without that check)',
  'target-unchecked':
    'there is no permission for events:ListTargetsByRule (--force target deletes it without that check)',
  'pattern-unchecked':
    'the event that was sent could not be tested against the pattern of its rule (repeat the flags of that run; --force pattern deletes it without that check)',
};

function doubtsText(because: readonly Doubt[]): string {
  return because.map((doubt) => DOUBTS[doubt]).join(', ');
}

/** The prior outcome of a dead letter, as half sentences; empty for a new one. */
export function historyText({ kind, run, returns }: PriorOutcome, verdict: Decision['verdict']): string {
  const before = kind === 'accepted' ? `sent by run ${run}` : `sent by run ${run}, unknown whether it arrived`;
  const times = returns === 1 ? 'once' : `${returns} times`;
  return [
    kind === 'accepted' || (kind === 'unknown' && verdict !== 'hold') ? before : '',
    returns > 0 ? `its event has come back ${times}` : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}

/** Nothing is completed on a guess, so even an event that lacks nothing waits for the operator. */
function completionAdvice(members: readonly string[]): string {
  if (members.length === 0) {
    return 'only the transformed payload survived, but the whole event can be rebuilt from it; confirm that with --fix --set source=NAME';
  }
  const many = members.length > 1 ? ` and ${members.at(-1)}` : '';
  const lacking = `${(members.length > 1 ? members.slice(0, -1) : members).join(', ')}${many}`;
  return `only the transformed payload survived; it lacks ${lacking}: give them with --fix --set PATH=VALUE, or --fix --edits FILE where each message needs its own (--edits-template FILE writes it)`;
}
