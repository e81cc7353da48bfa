/** One of the quick-start's three ways: a rule on a detail-type, and the API destination that it invokes. */
export interface QuickStartRoute {
  readonly detailType: string;
  readonly destinationLogicalId: string;
  readonly ruleLogicalId: string;
  readonly method: 'PUT' | 'DELETE' | 'POST';
  /** Appended to Momento's base URL; each `*` is a path parameter. */
  readonly path: string;
  readonly http: Readonly<Record<string, unknown>>;
  /** Absent: the target gets the whole event. */
  readonly transformer?: Readonly<Record<string, unknown>>;
}

const MESSAGE = { InputPathsMap: { message: '$.detail.message' }, InputTemplate: '"<message>"' };
const KEY = { key: '$.detail.key', key_base64: '$.detail.key_base64' };

/** What Momento's quick-start template deploys, as its public ancestors have it; the deployed file is not public. */
export const QUICK_START_ROUTES: readonly QuickStartRoute[] = [
  {
    detailType: 'cacheSet',
    destinationLogicalId: 'MomentoApiCachePut',
    ruleLogicalId: 'MomentoApiCachePutRule',
    method: 'PUT',
    path: '/cache/*',
    http: {
      PathParameterValues: ['$.detail.cacheName'],
      QueryStringParameters: { ...KEY, ttl_seconds: '$.detail.ttl' },
    },
    transformer: MESSAGE,
  },
  {
    detailType: 'cacheDelete',
    destinationLogicalId: 'MomentoApiCacheDelete',
    ruleLogicalId: 'MomentoApiCacheDeleteRule',
    method: 'DELETE',
    path: '/cache/*',
    http: { PathParameterValues: ['$.detail.cacheName'], QueryStringParameters: KEY },
  },
  {
    detailType: 'topicPublish',
    destinationLogicalId: 'MomentoApiTopicsPost',
    ruleLogicalId: 'MomentoApiTopicsPostRule',
    method: 'POST',
    path: '/topics/*/*',
    http: { PathParameterValues: ['$.detail.cacheName', '$.detail.topicName'] },
    transformer: MESSAGE,
  },
];
