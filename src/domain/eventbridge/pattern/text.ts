import { isJsonObject, type JsonValue, member } from '../../json/json.ts';
import { isUnread, refused, type Unread } from './unread.ts';
import { matchesWildcard, readWildcard, type Wildcard } from './wildcard.ts';

/** A test that only texts can pass. */
export type TextTest =
  | { readonly kind: 'prefix' | 'suffix'; readonly text: string; readonly ignoreCase: boolean }
  | { readonly kind: 'equals-ignore-case'; readonly text: string }
  | Wildcard;

/** The names of the operators that compare texts. */
export type TextOperator = TextTest['kind'];

/** Is this the name of an operator that compares texts? */
export function isTextOperator(name: string): name is TextOperator {
  return name === 'prefix' || name === 'suffix' || name === 'equals-ignore-case' || name === 'wildcard';
}

/**
 * Reads what such an operator takes: a text; prefix and suffix also `{"equals-ignore-case": text}`. That an empty text
 * is taken, and is the beginning and end of every text, is not documented.
 */
export function readTextTest(operator: TextOperator, argument: JsonValue): TextTest | Unread {
  if (typeof argument === 'string') return textTest(operator, argument);
  if (!isJsonObject(argument) || (operator !== 'prefix' && operator !== 'suffix')) {
    return refused(`${operator} takes a string`);
  }
  const text = member(argument, 'equals-ignore-case');
  return typeof text === 'string' && Object.keys(argument).length === 1
    ? { kind: operator, text, ignoreCase: true }
    : refused(`${operator} takes a string or {"equals-ignore-case": string}`);
}

/**
 * Reads what `anything-but` takes after such an operator: a text or a list of texts, of which none may match. An empty
 * prefix or suffix would match everything: refused, as by event-ruler; that and the empty list are not documented.
 */
export function readTextTests(operator: TextOperator, argument: JsonValue): readonly TextTest[] | Unread {
  const texts: readonly JsonValue[] = Array.isArray(argument) ? argument : [argument];
  if (texts.length === 0) return refused(`${operator} of anything-but takes a list that is not empty`);
  const tests: TextTest[] = [];
  for (const text of texts) {
    if (typeof text !== 'string') return refused(`${operator} of anything-but takes a string or a list of strings`);
    if (text === '' && (operator === 'prefix' || operator === 'suffix')) {
      return refused(`${operator} of anything-but does not take an empty string`);
    }
    const test = textTest(operator, text);
    if (isUnread(test)) return test;
    tests.push(test);
  }
  return tests;
}

/** Does the text pass? Which letters are the same but for their case is not documented beyond ASCII; Unicode decides here. */
export function passesText(test: TextTest, text: string): boolean {
  switch (test.kind) {
    case 'prefix':
      return test.ignoreCase ? isSame(text.slice(0, test.text.length), test.text) : text.startsWith(test.text);
    case 'suffix': {
      const from = Math.max(0, text.length - test.text.length);
      return test.ignoreCase ? isSame(text.slice(from), test.text) : text.endsWith(test.text);
    }
    case 'equals-ignore-case':
      return isSame(text, test.text);
    case 'wildcard':
      return matchesWildcard(test, text);
  }
}

function textTest(operator: TextOperator, text: string): TextTest | Unread {
  switch (operator) {
    case 'prefix':
    case 'suffix':
      return { kind: operator, text, ignoreCase: false };
    case 'equals-ignore-case':
      return { kind: operator, text };
    case 'wildcard':
      return readWildcard(text);
  }
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && folded(one) === folded(other);
}

/** Character by character, because a whole text's lower case depends on where in a word a letter stands. */
function folded(text: string): string {
  return Array.from(text, (character) => character.toLowerCase()).join('');
}
