import { AwsError, type JsonOperation } from '../../wire/wire.ts';
import { BUS, NAME, optionalText, page, requiredList, requiredText } from '../input.ts';
import type { Given, RuleRecord } from '../records.ts';
import { type EventBridgeStore, ruleOf } from '../store.ts';
import { readTarget } from './target-record.ts';

const MOST_TARGETS_A_CALL = 100;

/** PutTargets, RemoveTargets, ListTargetsByRule. Source: API reference; five targets a rule is the default quota. */
export function targetOperations(store: EventBridgeStore): Record<string, JsonOperation> {
  const ruled = (input: Given): RuleRecord =>
    ruleOf(store, optionalText(input, 'EventBusName', BUS), requiredText(input, 'Rule', NAME));
  return {
    PutTargets: (input) => {
      const rule = ruled(input);
      const records = requiredList(input, 'Targets', 1, MOST_TARGETS_A_CALL).map(readTarget);
      const ids = new Set([...rule.targets.keys(), ...records.map(({ target }) => target.id)]);
      if (ids.size > 5) {
        throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
      }
      for (const record of records) rule.targets.set(record.target.id, record);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },

    RemoveTargets: (input) => {
      const rule = ruled(input);
      const failed = requiredList(input, 'Ids', 1, MOST_TARGETS_A_CALL)
        .map(String)
        .filter((id) => !rule.targets.delete(id))
        .map((id) => ({
          TargetId: id,
          ErrorCode: 'ResourceNotFoundException',
          ErrorMessage: `Rule ${rule.name} does not have target(s) with ID(s): [${id}].`,
        }));
      return { FailedEntryCount: failed.length, FailedEntries: failed };
    },

    ListTargetsByRule: (input) => {
      const { items, ...rest } = page([...ruled(input).targets.values()], input);
      return { Targets: items.map((record) => record.given), ...rest };
    },
  };
}
