import { matchPattern } from '../../domain/eventbridge/pattern.ts';
import { isJsonObject, member, parseJson } from '../../domain/json/json.ts';
import { AwsError, type JsonOperation } from '../wire.ts';
import { free, requiredText } from './input.ts';
import { readPattern } from './rule-operations.ts';

const MANDATORY = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];

/** TestEventPattern. Source: API reference: the event must be an envelope with all of the members it lists. */
export function patternOperations(): Record<string, JsonOperation> {
  return {
    TestEventPattern: (input) => {
      const pattern = readPattern(requiredText(input, 'EventPattern', free(4096)));
      const event = parseJson(requiredText(input, 'Event', free(1_048_576)));
      if (!isJsonObject(event)) throw malformed('Event is not a JSON object.');
      const missing = MANDATORY.filter((name) => member(event, name) === undefined);
      if (missing.length > 0) throw malformed(`Event is missing: ${missing.join(', ')}.`);
      return { Result: matchPattern(pattern, event) };
    },
  };
}

function malformed(reason: string): AwsError {
  return new AwsError('ValidationException', `Parameter Event is not valid. Reason: ${reason}`);
}
