import { matchPattern } from '../../../domain/eventbridge/pattern/pattern.ts';
import { isJsonObject, parseJson } from '../../../domain/json/json.ts';
import type { Faults } from '../../faults/faults.ts';
import type { Journal } from '../../journal.ts';
import { AwsError, type JsonOperation } from '../../wire/wire.ts';
import { eventText } from '../event-text.ts';
import { invalid, requiredList } from '../input.ts';
import type { Given, RuleRecord, TargetRecord } from '../records.ts';
import { type EventBridgeStore, findBus } from '../store.ts';
import { entryBytes, type PutEntry, readEntry } from './put-events-entry.ts';

const MOST_ENTRIES = 10;
const MOST_BYTES = 1_048_576;

/** An event on its way to one target of a rule that matched. */
export interface Delivery {
  readonly eventId: string;
  readonly eventText: string;
  /** Epoch milliseconds of the sandbox clock. */
  readonly putAt: number;
  readonly rule: RuleRecord;
  readonly target: TargetRecord;
  readonly traceHeader: string | undefined;
}

/** What PutEvents needs besides the store. */
export interface PutEventsParts {
  readonly store: EventBridgeStore;
  readonly journal: Journal;
  readonly faults: Faults;
  /** Takes a delivery over; it is made after PutEvents has answered. */
  enqueue(delivery: Delivery): void;
}

/**
 * PutEvents. An unknown bus and an event that no rule matches are answered with an EventId and dropped, as AWS does.
 * Source: API reference, "PutEvents"; user guide, "PutEvents failures".
 */
export function putEvents(parts: PutEventsParts): JsonOperation {
  return (input) => {
    if (input.EndpointId !== undefined) throw invalid('The sandbox has no global endpoints.');
    const entries = requiredList(input, 'Entries', 1, MOST_ENTRIES) as readonly Given[];
    if (entries.some((entry) => typeof entry !== 'object' || entry === null)) {
      throw new AwsError('SerializationException', 'An entry is not a structure.');
    }
    const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
    if (bytes > MOST_BYTES) throw invalid('Total size of the entries in the request is over the limit.');
    const results = entries.map((entry) => putEntry(parts, entry));
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
  };
}

function putEntry(parts: PutEventsParts, given: Given): Record<string, unknown> {
  const entry = readEntry(given);
  if ('ErrorCode' in entry) return { ...entry };
  const fault = parts.faults.strike('PutEvents', 'entry');
  if (fault) {
    const code = fault.code ?? 'InternalFailure';
    return { ErrorCode: code, ErrorMessage: fault.message ?? 'Unexpected system error.' };
  }
  return { EventId: accept(parts, entry) };
}

function accept({ store, journal, enqueue }: PutEventsParts, entry: PutEntry): string {
  const eventId = store.ids.uuid();
  const now = store.clock.now();
  const bus = findBus(store, entry.bus);
  const text = eventText(entry, eventId, now, store.place);
  const rules = bus ? matchingRules([...bus.rules.values()], text) : [];
  journal.accepted({
    eventId,
    putAt: now,
    bus: bus?.name ?? entry.bus ?? 'default',
    source: entry.source,
    detailType: entry.detailType,
    detail: entry.detail,
    ...(entry.traceHeader === undefined ? {} : { traceHeader: entry.traceHeader }),
    matchedRules: rules.map((rule) => rule.arn),
    ...(bus ? (rules.length === 0 ? { dropped: 'no-rule' as const } : {}) : { dropped: 'unknown-bus' as const }),
  });
  for (const rule of rules) {
    for (const target of rule.targets.values()) {
      enqueue({ eventId, eventText: text, putAt: now, rule, target, traceHeader: entry.traceHeader });
    }
  }
  return eventId;
}

function matchingRules(rules: readonly RuleRecord[], text: string): readonly RuleRecord[] {
  const event = parseJson(text);
  if (!isJsonObject(event)) return [];
  return rules.filter((rule) => rule.state !== 'DISABLED' && rule.pattern && matchPattern(rule.pattern, event));
}
