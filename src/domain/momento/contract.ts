import type { HttpParameters, TargetInput } from '../eventbridge/target.ts';

/** The operations of the integration; the detail-type of an event is the operation's name. */
export type DetailType = 'cacheSet' | 'cacheDelete' | 'topicPublish';

/** How an operation is called: the method, and the shape of the path below the base URL. */
export interface Operation {
  readonly method: string;
  /** `*` stands for cache name and topic name, in that order. */
  readonly path: string;
}

/** Momento's three calls. Source: Momento's docs, "HTTP API": success is 204 for each. */
export const OPERATIONS: Readonly<Record<DetailType, Operation>> = {
  cacheSet: { method: 'PUT', path: '/cache/*' },
  cacheDelete: { method: 'DELETE', path: '/cache/*' },
  topicPublish: { method: 'POST', path: '/topics/*/*' },
};

/** The request of a target of the quick-start template. */
export interface QuickStartTarget {
  readonly destination: { readonly endpoint: string; readonly method: string };
  readonly http: HttpParameters;
  readonly input: TargetInput;
}

const KEYS = { key: '$.detail.key', key_base64: '$.detail.key_base64' };
const PARAMETERS: Readonly<Record<DetailType, HttpParameters>> = {
  cacheSet: { path: ['$.detail.cacheName'], query: { ...KEYS, ttl_seconds: '$.detail.ttl' }, headers: {} },
  cacheDelete: { path: ['$.detail.cacheName'], query: KEYS, headers: {} },
  topicPublish: { path: ['$.detail.cacheName', '$.detail.topicName'], query: {}, headers: {} },
};

const MESSAGE: TargetInput = {
  kind: 'transformer',
  paths: { message: '$.detail.message' },
  template: '"<message>"',
};

/** Is the text the detail-type of one of the three events? */
export function isDetailType(text: string): text is DetailType {
  return Object.hasOwn(OPERATIONS, text);
}

/**
 * The mapping of Momento's quick-start template, for where the deployed target cannot be read; `undefined` for a
 * other detail-type. Some versions of the template read `$.detail.ttl_seconds` instead of
 * `$.detail.ttl`, as the docs have it. The endpoint is a path alone: the template takes the host from the operator.
 */
export function quickStartTarget(detailType: string): QuickStartTarget | undefined {
  if (!isDetailType(detailType)) return undefined;
  const { method, path } = OPERATIONS[detailType];
  return {
    destination: { endpoint: path, method },
    http: PARAMETERS[detailType],
    input: detailType === 'cacheDelete' ? { kind: 'whole-event' } : MESSAGE,
  };
}
