import { matchPattern } from '../../../domain/eventbridge/pattern/pattern.ts';
import { isJsonObject, member, parseJson } from '../../../domain/json/json.ts';
import type { JsonOperation } from '../../wire/wire.ts';
import { free, invalid, requiredText } from '../input.ts';
import { readPattern } from './rule-operations.ts';

const MANDATORY = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];

/** TestEventPattern. Source: API reference: the event must be an envelope with all of the members it lists. */
export function patternOperations(): Record<string, JsonOperation> {
  return {
    TestEventPattern: (input) => {
      const pattern = readPattern(requiredText(input, 'EventPattern', free(4096)));
      const event = parseJson(requiredText(input, 'Event', free(1_048_576)));
      if (!isJsonObject(event)) throw invalid('Parameter Event is not valid.');
      const missing = MANDATORY.filter((name) => member(event, name) === undefined);
      if (missing.length > 0) throw invalid(`Parameter Event is not valid. Reason: no ${missing.join(', ')}.`);
      return { Result: matchPattern(pattern, event) };
    },
  };
}
