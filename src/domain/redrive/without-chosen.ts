import { type DeadLetter, eventOf } from '../dead-letter/dead-letter.ts';
import { decodeDeadLetter } from '../dead-letter/decode.ts';
import type { MessageAttribute } from '../dead-letter/message.ts';
import type { Diagnosis, Evidence } from '../diagnosis/diagnosis.ts';
import type { Examined } from '../diagnosis/examined.ts';
import { stepsOf } from '../eventbridge/json-path.ts';
import type { TargetInput } from '../eventbridge/target.ts';
import { renderFor } from '../integration/rendering.ts';
import { targetOf } from '../integration/wiring.ts';
import { quickStartTarget } from '../momento/contract.ts';
import type { Asked } from '../repair/repair.ts';
import { type ChosenPath, copiesMasked, MASKED, withoutChosen } from '../secrets/chosen.ts';
import { quote } from '../text/printable.ts';
import type { Decision } from './decision.ts';

/** A dead letter as it may be shown, and what masks copies of its chosen values in other texts about it. */
export interface ShownDeadLetter {
  readonly examined: Examined;
  readonly copies: (text: string) => string;
}

/**
 * The dead letter without the members that the operator wants masked. Body, event and request are made anew from the masked
 * text, so that no form of a value is left in them; in what others said of it, copies of the values are masked. The
 * diagnosis stays.
 */
export function deadLetterWithoutChosen(examined: Examined, chosen: readonly ChosenPath[]): ShownDeadLetter {
  const { deadLetter, deployed, rendering, diagnosis } = examined;
  const { text, values } = bodyWithoutChosen(examined, chosen);
  const copies = copiesMasked(values);
  const shown = decodeDeadLetter({
    ...deadLetter,
    receiptHandle: '',
    body: text,
    attributes: attributesWithout(deadLetter, values, copies),
  });
  const event = eventOf(shown);
  return {
    examined: {
      deadLetter: shown,
      deployed,
      rendering: rendering && event && renderFor(event, shown, deployed),
      diagnosis: diagnosisWithout(diagnosis, shown, chosen, copies),
    },
    copies,
  };
}

/** The decision without them; the event to send is not shown and stays unchanged. */
export function decisionWithoutChosen<D extends Decision>(
  decision: D,
  chosen: readonly ChosenPath[],
  copies: (text: string) => string,
): D {
  return { ...decision, edits: decision.edits.map((edit) => editWithoutChosen(edit, chosen, copies)) };
}

/** An edit as it is planned, or as a ledger holds it. */
interface AnyEdit {
  readonly path: string;
  readonly before?: string | null;
  readonly after?: string | null;
  readonly reason?: string | undefined;
  readonly asked?: Asked | undefined;
}

/** The edit without them. */
export function editWithoutChosen<E extends AnyEdit>(
  edit: E,
  chosen: readonly ChosenPath[],
  copies: (text: string) => string,
): E {
  const meets = chosen.filter((names) => isWithin(edit.path, names) || isAround(edit.path, names));
  const isWhole = meets.some((names) => isWithin(edit.path, names));
  const shown = (json: string | null) => {
    if (json === null) return null;
    return isWhole ? JSON.stringify(MASKED) : copies(withoutChosen(json, meets, 'part').text);
  };
  const { before, after, reason, asked } = edit;
  return {
    ...edit,
    ...(before === undefined ? {} : { before: shown(before) }),
    ...(after === undefined ? {} : { after: shown(after) }),
    ...(reason === undefined ? {} : { reason: copies(reason) }),
    ...(asked?.value === undefined ? {} : { asked: { ...asked, value: copies(asked.value) } }),
  };
}

/**
 * A transformed body can be nothing but a chosen value, or hold it under any name: then all of it is masked. The settings of
 * the target may have changed since, so that of the quick-start counts too.
 */
function bodyWithoutChosen({ deadLetter, deployed }: Examined, chosen: readonly ChosenPath[]) {
  const { body, text } = deadLetter;
  if (body.kind !== 'transformed') return withoutChosen(text, chosen, body.kind === 'envelope' ? 'event' : 'part');
  const without = withoutChosen(text, chosen, 'part');
  const inputs = [targetOf(deployed, deadLetter.targetArn)?.input, quickStartTarget('cacheSet')?.input];
  const isNamed = body.recoverable.kind === 'detail-alone' || body.recoverable.kind === 'nested-envelope';
  const isValue = inputs.flatMap(pathsOf).some((path) => chosen.some((names) => isWithin(path, names)));
  if (isNamed || !isValue) return without;
  const all = withoutChosen(JSON.stringify({ all: body.value ?? text }), [['all']], 'part');
  return { text: JSON.stringify(MASKED), values: [...without.values, ...all.values] };
}

/** The parts of the event that a target is handed. */
function pathsOf(input: TargetInput | undefined): readonly string[] {
  if (input?.kind === 'path') return [input.path];
  return input?.kind === 'transformer' ? Object.values(input.paths) : [];
}

/** Texts that EventBridge itself writes hold no value of an event, and identify the rule and the target. */
const ITS_OWN: ReadonlySet<string> = new Set([
  ...['RULE_ARN', 'TARGET_ARN', 'ERROR_CODE', 'EXHAUSTED_RETRY_CONDITION', 'RETRY_ATTEMPTS'],
]);

function attributesWithout(
  { attributes }: DeadLetter,
  values: readonly string[],
  copies: (text: string) => string,
): DeadLetter['attributes'] {
  const shown = (attribute: MessageAttribute): MessageAttribute => {
    const { dataType, text, base64 } = attribute;
    if (text !== undefined) return { ...attribute, text: copies(text) };
    const bytes = base64 === undefined ? undefined : Buffer.from(base64, 'base64');
    const isCopy = bytes !== undefined && values.some((value) => bytes.includes(value));
    return isCopy ? { dataType, text: undefined, base64: Buffer.from(MASKED).toString('base64') } : attribute;
  };
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [name, ITS_OWN.has(name) ? attribute : shown(attribute)]),
  );
}

function diagnosisWithout(
  diagnosis: Diagnosis,
  { text }: DeadLetter,
  chosen: readonly ChosenPath[],
  copies: (text: string) => string,
): Diagnosis {
  const shown = ({ field, quote: said }: Evidence): Evidence => {
    if (field === 'body') return { field, quote: copies(quote(text)) };
    const isChosen = chosen.some((names) => isWithin(field, names) || isAround(field, names));
    return { field, quote: isChosen && said !== 'absent' ? MASKED : copies(said) };
  };
  return {
    ...diagnosis,
    evidence: diagnosis.evidence.map(shown),
    warnings: diagnosis.warnings.map(copies),
  };
}

/** Does a path such as `detail.card.number` or `$.detail["card"]` lead to the member of these names, or into it? */
function isWithin(path: string, names: ChosenPath): boolean {
  return startsWith(namesOf(path), names);
}

/** Does the path lead to a member that contains the member of these names? */
function isAround(path: string, names: ChosenPath): boolean {
  const own = namesOf(path);
  return own.length > 0 && startsWith(names, own);
}

/** The names after the detail; none for another part of the event. Places in lists are no names. */
function namesOf(path: string): readonly string[] {
  const [root, ...members] = stepsOf(path.startsWith('$') ? path : `$.${path}`) ?? [];
  return root === 'detail' ? members.filter((step) => typeof step === 'string') : [];
}

function startsWith(path: readonly unknown[], start: readonly string[]): boolean {
  return start.every((name, at) => path[at] === name);
}
