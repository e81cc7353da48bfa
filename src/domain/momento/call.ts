import type { RenderedRequest, RenderedValue } from '../eventbridge/http-request.ts';
import type { TargetInput } from '../eventbridge/target.ts';
import type { RenderedInput } from '../eventbridge/target-input.ts';
import { placeholdersOf } from '../eventbridge/template.ts';
import { member } from '../json/json.ts';
import { type DetailType, OPERATIONS } from './contract.ts';

/** The body of a call; `value` is undefined when every variable of its template found nothing. */
export interface RenderedMessage extends RenderedValue {
  /** The body is no valid JSON, so EventBridge would not send it. */
  readonly broken: boolean;
}

/** The Momento call that a rendered request makes; members that the target does not send are undefined. */
export interface MomentoCall {
  readonly operation: DetailType;
  readonly cacheName: RenderedValue;
  readonly topicName: RenderedValue | undefined;
  readonly key: RenderedValue | undefined;
  readonly keyBase64: RenderedValue | undefined;
  /** In seconds, as text. */
  readonly ttl: RenderedValue | undefined;
  readonly message: RenderedMessage | undefined;
}

/** The members of a call that have a value each. */
export type CallMember = Exclude<keyof MomentoCall, 'operation'>;

/** Reads the call from method and path, whatever base URL it has; `undefined` when it is not one of Momento's three. */
export function callOf(request: RenderedRequest, input: RenderedInput, target: TargetInput): MomentoCall | undefined {
  const found = operationOf(request);
  if (found === undefined) return undefined;
  const [cacheName, topicName] = found.names;
  if (cacheName === undefined) return undefined;
  return {
    operation: found.operation,
    cacheName,
    topicName,
    key: request.query.get('key'),
    keyBase64: request.query.get('key_base64'),
    ttl: request.query.get('ttl_seconds'),
    message: found.operation === 'cacheDelete' ? undefined : messageOf(input, target),
  };
}

const SHAPES = (['cacheSet', 'cacheDelete', 'topicPublish'] as const).map((operation) => {
  const { method, path } = OPERATIONS[operation];
  return { operation, method, shape: path.slice(1).split('/') };
});

function operationOf(
  request: RenderedRequest,
): { readonly operation: DetailType; readonly names: readonly RenderedValue[] } | undefined {
  for (const { operation, method, shape } of SHAPES) {
    const tail = request.path.slice(-shape.length);
    const fits = tail.length === shape.length && shape.every((part, at) => part === '*' || part === tail[at]?.value);
    if (fits && method === request.method.toUpperCase()) {
      return { operation, names: tail.filter((_, at) => shape[at] === '*') };
    }
  }
  return undefined;
}

function messageOf(input: RenderedInput, target: TargetInput): RenderedMessage {
  const broken = input.kind === 'broken';
  const rendered = (from: string, isAbsent: boolean): RenderedMessage => ({
    from,
    value: isAbsent ? undefined : input.text,
    broken,
  });
  switch (target.kind) {
    case 'whole-event':
      return rendered('$', false);
    case 'constant':
      return rendered(target.text, false);
    case 'path':
      return rendered(target.path, input.absent.length > 0);
    case 'transformer': {
      const names = placeholdersOf(target.template);
      const [name, ...others] = names;
      const path = name === undefined || others.length > 0 ? undefined : member(target.paths, name);
      const from = typeof path === 'string' ? path : target.template;
      return rendered(from, names.length > 0 && names.every((each) => input.absent.includes(each)));
    }
  }
}
