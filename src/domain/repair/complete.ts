import type { DeadLetter, RecoverableContent, TransformedBody } from '../dead-letter/dead-letter.ts';
import { recoverableContentUnder } from '../dead-letter/recoverable-content.ts';
import { type EventEnvelope, ID_TO_COME } from '../eventbridge/event.ts';
import { onlyText } from '../eventbridge/pattern/names.ts';
import type { TargetInput } from '../eventbridge/target.ts';
import { renderFor } from '../integration/rendering.ts';
import { type DeployedTarget, targetOf } from '../integration/wiring.ts';
import { isJsonObject } from '../json/json.ts';
import { isGiven } from './assignment.ts';
import { giveValues } from './give-values.ts';
import { recovered } from './recovered.ts';
import type { Assignment, Edit, EditKind, Repair } from './repair.ts';

/**
 * The result of completing an event. `hopeless`: the body holds nothing to start from. `impossible`: members that
 * cannot be set. `draft`: an event whose source and detail-type are empty where no value is known.
 */
export type Completion =
  | { readonly kind: 'hopeless' }
  | { readonly kind: 'impossible'; readonly at: readonly string[] }
  | { readonly kind: 'draft'; readonly repair: Repair };

/** The event before the operator's values: without source and detail-type, with the edits that made it and the values that are known. */
interface Start {
  readonly event: EventEnvelope;
  readonly edits: readonly Edit[];
  readonly known: readonly Assignment[];
}

/**
 * Makes an event of a target's input: the part of the detail that the body holds, the detail-type and the source if the
 * rule's pattern allows exactly one, and the operator's values over both. It has no time and no id of its own, unless the
 * body embeds the event whole.
 */
export function complete(
  deadLetter: DeadLetter,
  body: TransformedBody,
  deployed: DeployedTarget,
  assignments: readonly Assignment[],
): Completion {
  const input = targetOf(deployed, deadLetter.targetArn)?.input;
  const start = startFrom(
    recoverableContentUnder(input, body, deadLetter.text),
    input,
    body,
    deadLetter,
    deployed.pattern,
  );
  if (start === undefined) return { kind: 'hopeless' };
  const known = start.known.filter(({ path }) => !isGiven(assignments, path));
  const given = giveValues(start.event, [...known, ...assignments], 'event-incomplete');
  if (given.kind === 'impossible') return given;
  const { event, edits } = given;
  const rendering = renderFor(event, deadLetter, deployed);
  return { kind: 'draft', repair: { event, edits: [...start.edits, ...edits], rendering } };
}

function startFrom(
  recoverable: RecoverableContent,
  input: TargetInput | undefined,
  body: TransformedBody,
  { rule, text }: DeadLetter,
  pattern: string | undefined,
): Start | undefined {
  switch (recoverable.kind) {
    case 'constant':
      return undefined;
    case 'nested-envelope': {
      // Without a transformer it could be part of some other event's detail.
      if (input?.kind !== 'transformer') return undefined;
      const { event, member } = recoverable;
      const reason = `the event ${event.id}, which the body has as its member ${member}; its time and resources stay`;
      const known = headOf(event.detailType, event.source, 'assumed', reason);
      return {
        event: { ...event, detailType: '', source: '' },
        edits: [wholeDetail(event.detailText, 'assumed', reason)],
        known,
      };
    }
    case 'detail-alone': {
      if (!isJsonObject(body.value)) return undefined;
      const kind = input?.kind === 'path' || input?.kind === 'transformer' ? 'safe' : 'assumed';
      const event = { ...NOTHING, account: rule?.account, region: rule?.region, detail: body.value, detailText: text };
      return { event, edits: [wholeDetail(text, kind, 'the body is the detail')], known: inPattern(pattern) };
    }
    case 'broken':
    case 'part': {
      const left = recovered(input, body, text);
      if (left === undefined && recoverable.kind === 'broken') return undefined;
      const inBody: readonly Assignment[] =
        left === undefined
          ? []
          : [
              {
                path: { root: 'detail', names: left.names },
                json: left.json,
                kind: left.kind,
                reason: 'what the body holds under the input settings of the target',
              },
            ];
      const event = { ...NOTHING, account: rule?.account, region: rule?.region };
      return { event, edits: [], known: [...inPattern(pattern), ...inBody] };
    }
  }
}

const NOTHING: EventEnvelope = {
  id: ID_TO_COME,
  detailType: '',
  source: '',
  account: undefined,
  region: undefined,
  time: undefined,
  resources: [],
  detail: {},
  detailText: '{}',
};

function inPattern(pattern: string | undefined): readonly Assignment[] {
  const reason = 'the only one that the pattern of the rule allows';
  return headOf(onlyText(pattern, 'detail-type'), onlyText(pattern, 'source'), 'safe', reason);
}

function headOf(
  detailType: string | undefined,
  source: string | undefined,
  kind: EditKind,
  reason: string,
): readonly Assignment[] {
  const named = (root: 'detail-type' | 'source', text: string | undefined): readonly Assignment[] =>
    text === undefined ? [] : [{ path: { root }, json: JSON.stringify(text), kind, reason }];
  return [...named('detail-type', detailType), ...named('source', source)];
}

function wholeDetail(text: string, kind: EditKind, reason: string): Edit {
  return { path: 'detail', before: null, after: text, reason, kind, mends: 'event-incomplete' };
}
