import { CATALOGUE, type CauseId } from '../../domain/diagnosis/catalogue.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import type { Memory } from '../../domain/history/memory.ts';
import type { Decision, Doubt, Hold } from '../../domain/redrive/decision.ts';
import { obstacleText } from '../list/obstacle-text.ts';

/** Why something is held, as a half-sentence, and what would let it go. `examined` tells which account its rule belongs to. */
export function holdText(hold: Hold, examined?: Examined): string {
  const { members } = hold;
  switch (hold.reason) {
    case 'not-ours':
      return 'not an event of this integration; left alone';
    case 'encrypted':
      return 'encrypted, and momento-eb does not decrypt; put the event on its bus once it is decrypted';
    case 'incomplete':
      return 'only the target input is left; the original must come from elsewhere';
    case 'needs-completion':
      return completionAdvice(members);
    case 'cannot-set':
      return `${members.join(', ')} cannot be set: the way leads through something that is no object`;
    case 'no-rule':
      return obstacleText('rule-unknown', undefined);
    case 'source-reserved':
      return obstacleText('source-reserved', undefined);
    case 'needs-fix':
      return 'can be repaired: add --fix';
    case 'needs-repair':
      return hold.because.map(repairAdvice).join('; ');
    case 'needs-outside-change':
      return `once that is settled: --resolved ${hold.because.join(',')}`;
    case 'not-in-plan':
      return 'arrived after the plan was shown; run it again to see it';
    case 'returned':
      return 'it was sent since this run began and has already come back';
    case 'sent-for-sibling':
      return 'another dead letter of the same event goes in this run, and fires every rule that matches; look at its effect before you send this one too';
    case 'unknown-before':
      return 'an earlier run sent it and never learned whether it arrived: look for its effect, then --resend-unknown';
    case 'in-another-run':
      return 'another run, which is under way, is sending it';
    case 'sent-doubted':
      return `whether it arrived is unknown, for ${doubtsText(hold.because)} now: mend that, look for its effect, then redrive again, with --resend-unknown or --hold-unknown`;
    case 'sent-unchecked':
      return `whether it arrived cannot be told, for ${doubtsText(hold.because)}, so it is not deleted`;
    case 'target-missing':
      return 'its rule no longer has the target that failed; sending would lose it';
    case 'target-unchecked':
      return "its target could not be looked up, so it may be another team's; --force target sends without that look";
    case 'dlq-missing':
      return 'its target has no dead letter queue now, so a second failure would lose it; --force dlq sends all the same';
    case 'destination-inactive':
      return 'its API destination is INACTIVE, so it would come straight back: authorise the connection with UpdateConnection (AuthorizationType, ApiKeyName and ApiKeyValue); --force connection sends all the same';
    case 'connection-unauthorized':
      return 'its connection is not AUTHORIZED, so it would come straight back: UpdateConnection with AuthorizationType, ApiKeyName and ApiKeyValue; --force connection sends all the same';
    case 'connection-unchecked':
      return 'no permission for events:DescribeConnection; --force connection sends without that look';
    case 'bus-missing':
      return 'its event bus does not exist any more; sending would lose it';
    case 'bus-unchecked':
      return 'no permission for events:DescribeEventBus; --force bus sends without that look';
    case 'rule-missing':
      return 'its rule does not exist any more; sending would lose it';
    case 'rule-elsewhere':
      return obstacleText(examined?.diagnosis.obstacle ?? 'other-region', examined?.deadLetter.rule);
    case 'rule-unchecked':
      return 'no permission for events:DescribeRule; --force rule sends without that look';
    case 'rule-disabled':
      return 'its rule is not enabled; sending would lose it';
    case 'pattern-mismatch':
      return 'its rule does not match it any more; sending would lose it';
    case 'pattern-unchecked':
      return 'the pattern of its rule could not be tested; --force pattern sends without that look';
  }
}

/** What a look says against the arrival of what was sent, and how to go on without a look that cannot be made. */
const DOUBTS: Readonly<Record<Doubt, string>> = {
  'bus-missing': 'its event bus does not exist',
  'rule-missing': 'its rule does not exist',
  'rule-disabled': 'its rule is not enabled',
  'pattern-mismatch': 'its rule does not match it',
  'target-missing': 'its rule does not have the target that failed',
  'bus-unchecked': 'there is no permission for events:DescribeEventBus (--force bus deletes it without that look)',
  'rule-unchecked': 'there is no permission for events:DescribeRule (--force rule deletes it without that look)',
  'target-unchecked':
    'there is no permission for events:ListTargetsByRule (--force target deletes it without that look)',
  'pattern-unchecked':
    'what was sent could not be held against the pattern of its rule (give the flags of then again; --force pattern deletes it without that look)',
};

function doubtsText(because: readonly Doubt[]): string {
  return because.map((doubt) => DOUBTS[doubt]).join(', ');
}

/** What the ledger says of a dead letter, as half-sentences; nothing for one that is new. */
export function historyText({ kind, run, returns }: Memory, verdict: Decision['verdict']): string {
  const before = kind === 'accepted' ? `sent by run ${run}` : `sent by run ${run}, and whether it arrived is not known`;
  const times = returns === 1 ? 'once' : `${returns} times`;
  return [
    kind === 'accepted' || (kind === 'unknown' && verdict !== 'hold') ? before : '',
    returns > 0 ? `its event has come back ${times}` : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}

/** Nothing is completed on a guess, so even what lacks nothing waits for a word. */
function completionAdvice(members: readonly string[]): string {
  if (members.length === 0) {
    return 'only the target input is left, but all of the event can be made of it; say so by naming its source: --fix --set source=NAME';
  }
  const many = members.length > 1 ? ` and ${members.at(-1)}` : '';
  const lacking = `${(members.length > 1 ? members.slice(0, -1) : members).join(', ')}${many}`;
  return `only the target input is left; it lacks ${lacking}: give them with --fix --set PATH=VALUE, or --edits FILE where each message needs its own`;
}

/** What still stands in the way after the repairs that were allowed; true whichever flags were given. */
const UNMENDED: Partial<Record<CauseId, string>> = {
  'key-conflict':
    'the keys differ: --fix --prefer key|key_base64 says which one stays, where the target reads it from the detail',
  'key-base64-invalid':
    'it decodes as no base64: --fix --base64-as-text takes it for the key, where the target reads both from the detail and no key is there',
  'ttl-missing': '--fix --ttl SECONDS says how long, where the target reads the ttl from the detail',
  'ttl-invalid':
    '--fix --ttl SECONDS says how long, --fix --max-ttl SECONDS how long at most, where the target reads the ttl from the detail',
  'message-unrenderable':
    '--fix --escape-message escapes a message that is a text, where the target reads it from the detail',
};

function repairAdvice(cause: CauseId): string {
  return UNMENDED[cause] ?? CATALOGUE[cause].advice;
}
