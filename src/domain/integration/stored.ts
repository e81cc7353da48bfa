import * as v from 'valibot';
import { parseJson } from '../json/json.ts';
import { printableJson } from '../text/printable.ts';
import type { Integration } from './integration.ts';

/** Raise it whenever the form of an integration changes: discoveries of an older momento-eb are then ignored. */
const VERSION = 1;

const text = v.string();
// JSON leaves out undefined members, so they are stored as null.
const optionalText = v.pipe(
  v.nullable(v.string()),
  v.transform((known) => known ?? undefined),
);
const optionalNumber = v.pipe(
  v.nullable(v.number()),
  v.transform((known) => known ?? undefined),
);
const texts = v.record(v.string(), v.string());

const input = v.variant('kind', [
  v.object({ kind: v.literal('whole-event') }),
  v.object({ kind: v.literal('constant'), text }),
  v.object({ kind: v.literal('path'), path: text }),
  v.object({ kind: v.literal('transformer'), paths: texts, template: text }),
]);

const route = v.object({
  rule: v.object({
    arn: text,
    partition: text,
    region: text,
    account: text,
    bus: text,
    busArn: text,
    name: text,
  }),
  ruleState: optionalText,
  target: v.object({
    id: text,
    arn: text,
    input,
    http: v.object({ path: v.array(text), query: texts, headers: texts }),
    deadLetterArn: optionalText,
    retry: v.pipe(
      v.nullish(v.object({ maximumAttempts: optionalNumber, maximumAgeSeconds: optionalNumber })),
      v.transform((known) => known ?? undefined),
    ),
  }),
  targetsOfRule: v.number(),
  destination: v.object({
    name: text,
    arn: text,
    endpoint: text,
    method: text,
    connectionArn: text,
    state: text,
  }),
});

const connection = v.object({ name: text, arn: text, state: text, reason: optionalText });

const stored = v.object({
  version: v.literal(VERSION),
  at: v.number(),
  integrations: v.array(
    v.object({ name: text, routes: v.array(route), connections: v.array(connection), queueArns: v.array(text) }),
  ),
  warnings: v.array(text),
});

/** The result of a search, with the epoch milliseconds of its end. */
export interface StoredDiscovery {
  readonly at: number;
  readonly integrations: readonly Integration[];
  readonly warnings: readonly string[];
}

/**
 * A discovery as text that `readStored` reads again. It holds no secret: AWS returns none for a connection, and each
 * credential in the headers, query or input of a target is masked.
 */
export function storedText({ at, integrations, warnings }: StoredDiscovery): string {
  return printableJson(JSON.stringify({ version: VERSION, at, integrations, warnings }, (_, value) => value ?? null));
}

/** The discovery in a text; `undefined` for one of another version and for anything else that it is not. */
export function readStored(json: string): StoredDiscovery | undefined {
  const read = v.safeParse(stored, parseJson(json));
  if (!read.success) return undefined;
  const { at, integrations, warnings } = read.output;
  return { at, integrations, warnings };
}
