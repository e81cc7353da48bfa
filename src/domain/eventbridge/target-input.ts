import { type JsonObject, type JsonValue, member, parseJson } from '../json/json.ts';
import { jsonText } from '../json/json-text.ts';
import { valueAt } from './json-path.ts';
import type { TargetInput } from './target.ts';
import { jsonParts, readTemplate } from './template.ts';

/**
 * The input that the target receives. `broken`: the transformer's output is not valid JSON, which EventBridge reports as
 * INVALID_JSON with the broken text as the dead letter's body. `absent` names the variables whose path found nothing.
 */
export type RenderedInput =
  | { readonly kind: 'rendered'; readonly text: string; readonly absent: readonly string[] }
  | { readonly kind: 'broken'; readonly text: string; readonly absent: readonly string[] };

/** The values of the predefined variables. Undefined ones are absent from the rendered text. */
export interface RuleContext {
  readonly arn?: string;
  readonly name?: string;
  /** ISO 8601. */
  readonly ingestionTime?: string;
}

/**
 * Renders a target's input from the event (`eventText` gives the whole envelope as JSON text and is asked only where it is needed, `event` is the same parsed).
 * Observed rules: a quoted template keeps its outer quotes; a string value is inserted without escaping; an object's
 * inner quotes are lost inside a quoted template; an absent value is the empty string.
 * Not documented, and assumed here: an InputPath that finds nothing yields `null`.
 */
export function renderInput(
  input: TargetInput,
  event: JsonObject,
  eventText: () => string,
  rule: RuleContext = {},
): RenderedInput {
  switch (input.kind) {
    case 'whole-event':
      return { kind: 'rendered', text: eventText(), absent: [] };
    case 'constant':
      return { kind: parseJson(input.text) === undefined ? 'broken' : 'rendered', text: input.text, absent: [] };
    case 'path': {
      if (input.path === '$') return { kind: 'rendered', text: eventText(), absent: [] };
      const value = valueAt(event, input.path);
      return { kind: 'rendered', text: jsonText(value ?? null), absent: value === undefined ? [input.path] : [] };
    }
    case 'transformer':
      return transform(input, (name) => variable(name, input.paths, event, eventText, rule));
  }
}

/** A variable's value, with the text that stands for it where no quotes surround it. */
interface Variable {
  readonly value: JsonValue;
  readonly json: string;
}

/** User guide, "Predefined variables": `event` lacks the detail, `event.json` has it and is the payload to the byte. */
function variable(
  name: string,
  paths: Readonly<Record<string, string>>,
  event: JsonObject,
  eventText: () => string,
  rule: RuleContext,
): Variable | undefined {
  switch (name) {
    case 'aws.events.event.json':
      return { value: event, json: eventText() };
    case 'aws.events.event':
      return variableOf({ ...event, detail: undefined });
    case 'aws.events.rule-arn':
      return variableOf(rule.arn);
    case 'aws.events.rule-name':
      return variableOf(rule.name);
    case 'aws.events.event.ingestion-time':
      return variableOf(rule.ingestionTime);
    default: {
      const path = member(paths, name);
      return typeof path === 'string' ? variableOf(valueAt(event, path)) : undefined;
    }
  }
}

function variableOf(value: JsonValue | undefined): Variable | undefined {
  return value === undefined ? undefined : { value, json: jsonText(value) };
}

function transform(
  { template }: TargetInput & { readonly kind: 'transformer' },
  find: (name: string) => Variable | undefined,
): RenderedInput {
  const absent = new Set<string>();
  const parts = jsonParts(template).map((part) => fill(part, find, absent));
  const broken = parts.some((part) => parseJson(part) === undefined);
  return { kind: broken ? 'broken' : 'rendered', text: parts.join('\n'), absent: [...absent] };
}

function fill(template: string, find: (name: string) => Variable | undefined, absent: Set<string>): string {
  let text = '';
  for (const piece of readTemplate(template)) {
    if (piece.kind === 'text') {
      text += piece.text;
      continue;
    }
    const found = find(piece.name);
    if (found === undefined) absent.add(piece.name);
    text += piece.quoted ? withinQuotes(found) : (found?.json ?? '""');
  }
  return text;
}

/** As recorded: strings go in unescaped, everything else as JSON text without its quotes. */
function withinQuotes(found: Variable | undefined): string {
  if (found === undefined) return '';
  return typeof found.value === 'string' ? found.value : found.json.replace(/\\?"/g, '');
}
