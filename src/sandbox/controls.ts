import { isJsonObject, type JsonObject, parseJson } from '../domain/json/json.ts';
import { readFaultRules } from './faults/fault-rules.ts';
import type { Halts } from './faults/halts.ts';
import { messageRecords } from './sqs/messages/message-records.ts';
import type { AwsCalls } from './wire/aws-call.ts';
import type { SandboxFloor, SandboxPart } from './wire/part.ts';
import type { HttpAnswer, HttpHandler, HttpRequest } from './wire/wire.ts';

/** Where the controls lie. */
export const CONTROL_PREFIX = '/_sandbox/';

/**
 * What a test or an operator may ask of the sandbox itself: health, time, faults, and the account of every message and
 * every AWS request. `GET messages?body` adds the bodies; `GET halted` answers once a request stands still, `POST release`
 * lets what stands go on, with `{"drop": true}` as if it had never come through. `GET requests?times` tells when the first and the last of each came,
 * and with `times=N` the Nth.
 */
export function controlsPart({ clock, faults, queues }: SandboxFloor, calls: AwsCalls, halts: Halts): SandboxPart {
  return {
    controls: {
      'GET health': () => jsonAnswer({ status: 'ok', now: clock.now() }),
      'POST clock': (request) => {
        const advanceMs = bodyOf(request).advanceMs;
        if (typeof advanceMs !== 'number' || !Number.isFinite(advanceMs) || advanceMs < 0) {
          return jsonAnswer({ error: 'advanceMs must be a number of milliseconds, 0 or more' }, 400);
        }
        clock.advance(advanceMs);
        return jsonAnswer({ now: clock.now() });
      },
      'POST faults': (request) => {
        const { seed = 0, rules } = bodyOf(request);
        const read = readFaultRules(rules);
        if (typeof seed !== 'number' || read.kind === 'refused') {
          return jsonAnswer({ error: read.kind === 'refused' ? read.why : 'seed must be a number' }, 400);
        }
        faults.set(read.rules, seed);
        return jsonAnswer({ rules: read.rules.length });
      },
      'GET halted': async () => jsonAnswer(await halts.next()),
      'POST release': (request) => {
        if (bodyOf(request).drop === true) halts.drop();
        else halts.release();
        return jsonAnswer({});
      },
      'GET messages': ({ query }) => jsonAnswer({ messages: messageRecords(queues, query.has('body')) }),
      'GET requests': ({ query }) =>
        jsonAnswer(query.has('times') ? timesByOperation(calls, Number(query.get('times'))) : countByOperation(calls)),
    },
  };
}

/** Answers a request below `/_sandbox/` by the controls of all parts. */
export function createControls(controls: Readonly<Record<string, HttpHandler>>): HttpHandler {
  return (request) => {
    const name = `${request.method} ${request.path.slice(CONTROL_PREFIX.length)}`;
    const control = Object.hasOwn(controls, name) ? controls[name] : undefined;
    if (control !== undefined) return control(request);
    return jsonAnswer({ error: `no control ${name}`, controls: Object.keys(controls) }, 404);
  };
}

/** A JSON document as an answer. */
export function jsonAnswer(document: unknown, status = 200): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(document) };
}

function bodyOf(request: HttpRequest): JsonObject {
  const body = parseJson(request.body.toString());
  return isJsonObject(body) ? body : {};
}

function countByOperation(calls: AwsCalls): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { operation } of calls.records()) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** How many requests of each operation, and when the first, the last and the `nth` arrived, in milliseconds since the epoch. */
function timesByOperation(calls: AwsCalls, nth: number): Record<string, object> {
  const byOperation = Map.groupBy(calls.records(), ({ operation }) => operation);
  return Object.fromEntries(
    [...byOperation].map(([operation, records]) => {
      const times = { first: records[0]?.at ?? 0, last: records.at(-1)?.at ?? 0, nth: records[nth - 1]?.at };
      return [operation, { count: records.length, ...times }];
    }),
  );
}
