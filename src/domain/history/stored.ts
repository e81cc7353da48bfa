import * as v from 'valibot';
import { parseJson } from '../json/json.ts';
import { NOTHING, type Tally } from '../redrive/outcome.ts';
import type { EditRecord, PayloadRecord } from './attempt.ts';
import type { PlanSummary, RunEnd } from './run.ts';

const count = v.pipe(v.number(), v.safeInteger());
const text = v.string();

const plan = v.object({ selected: count, toSend: count, toRemoveOnly: count, held: count });

const end = v.object({
  exit: count,
  failure: v.optional(text),
  interrupted: v.boolean(),
  // A run of an older momento-eb did not count everything; it had none of what it did not count.
  tally: v.record(text, count),
  reading: v.optional(v.object({ unseen: count, stoppedEarly: v.boolean(), keptThoughSent: count })),
});

const value = v.optional(v.nullable(text));
const edits = v.array(v.object({ path: text, kind: text, before: value, after: value }));

const payload = v.object({ source: text, detail: text });

/** The plan of a run from its JSON text; undefined for anything else. */
export function storedPlan(json: string): PlanSummary | undefined {
  return read(plan, json);
}

/** The end of a run from its JSON text; undefined for anything else. */
export function storedEnd(json: string): RunEnd | undefined {
  const found = read(end, json);
  if (found === undefined) return undefined;
  const { exit, failure, interrupted, tally, reading } = found;
  const counts = Object.fromEntries(Object.entries(NOTHING).map(([name, none]) => [name, tally[name] ?? none]));
  return { exit, failure, interrupted, tally: counts as unknown as Tally, reading };
}

/** The edits of an attempt from their JSON text; undefined for anything else. */
export function storedEdits(json: string): readonly EditRecord[] | undefined {
  return read(edits, json) as readonly EditRecord[] | undefined;
}

/** The payload of an attempt from its JSON text; undefined for anything else. */
export function storedPayload(json: string): PayloadRecord | undefined {
  return read(payload, json);
}

function read<Schema extends v.GenericSchema>(schema: Schema, json: string): v.InferOutput<Schema> | undefined {
  const found = v.safeParse(schema, parseJson(json));
  return found.success ? found.output : undefined;
}
