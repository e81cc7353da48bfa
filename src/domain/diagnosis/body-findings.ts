import type { Body, BodyRecord, RecoverableContent, TransformedBody } from '../dead-letter/dead-letter.ts';
import { recoverableContentUnder } from '../dead-letter/recoverable-content.ts';
import type { TargetInput } from '../eventbridge/target.ts';
import { placeholdersOf } from '../eventbridge/template.ts';
import { quote } from '../text/printable.ts';
import type { CauseId } from './catalogue.ts';
import type { Evidence, Finding } from './diagnosis.ts';

const CAUSE_OF: Readonly<Record<BodyRecord['kind'], CauseId>> = {
  encrypted: 'event-encrypted',
  pipe: 'pipe-record',
  'bus-v2': 'bus-v2-record',
  schedule: 'schedule-record',
};

/** An ARN, which is of no use when it is cut, is longer than other quotations. */
const LONGEST_FACT = 400;

/** The finding for a record of another part of EventBridge, with every fact about where the event is. */
export function findRecord({ kind, facts }: BodyRecord): Finding {
  const evidence = facts.map(({ field, value }) => ({ field, quote: quote(value, LONGEST_FACT) }));
  return { cause: CAUSE_OF[kind], confidence: 'certain', evidence };
}

/** How long the event of a record can still be read, where the record has a time. */
export function doubtsAboutRecord(body: Body): readonly string[] {
  if (!('goneAt' in body) || body.goneAt === undefined) return [];
  const time = new Date(body.goneAt).toISOString();
  return [`A DynamoDB stream keeps its records for 24 hours: the first of these is gone after ${time}.`];
}

/** The finding for a target's input in place of the event: which parts of the event it holds and which it lacks. */
export function findIncomplete(body: TransformedBody, text: string, input: TargetInput | undefined): Finding {
  const recoverable = recoverableContentUnder(input, body, text);
  const evidence: readonly Evidence[] = [
    { field: 'body', quote: quote(text) },
    { field: 'holds', quote: quote(held(recoverable, input), LONGEST_FACT) },
    { field: 'lacks', quote: LACKS[recoverable.kind] },
  ];
  return { cause: 'event-incomplete', confidence: 'certain', evidence };
}

const LACKS: Readonly<Record<RecoverableContent['kind'], string>> = {
  'detail-alone': 'detail-type, source, id and time',
  part: 'detail-type, source and the rest of the detail',
  constant: 'the event',
  broken: 'detail-type, source and the rest of the detail',
  'nested-envelope': 'nothing, but it can be sent only while the input settings of the target make such a document',
};

function held(recoverable: RecoverableContent, input: TargetInput | undefined): string {
  switch (recoverable.kind) {
    case 'detail-alone':
      return 'the detail of the event';
    case 'part':
      return `part of the event${madeOf(input)}`;
    case 'constant':
      return 'the constant input of the target, the same for every event';
    case 'broken':
      return `text that is not JSON${madeOf(input)}`;
    case 'nested-envelope': {
      const { event, member } = recoverable;
      return `the whole event ${event.id}, ${event.detailType} from ${event.source}, as the member ${member}`;
    }
  }
}

/** The parts of the event that the target receives, as it is deployed now. */
function madeOf(input: TargetInput | undefined): string {
  if (input?.kind === 'path') return `, made of ${input.path}`;
  if (input?.kind !== 'transformer') return '';
  const { paths, template } = input;
  const parts = placeholdersOf(template).map((name) => (Object.hasOwn(paths, name) ? paths[name] : name));
  return parts.length === 0 ? '' : `, made of ${parts.join(', ')}`;
}
