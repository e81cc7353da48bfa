import { type RenderedValue, renderRequest, sentText } from '../../domain/eventbridge/http-request.ts';
import type { JsonObject } from '../../domain/json/json.ts';
import type { Caller } from './api-destination-call.ts';
import {
  type Failure,
  httpFailure,
  inactive,
  noDestination,
  notPermitted,
  roleNotAssumable,
  timedOut,
  unreachable,
} from './failure.ts';
import { routeOf } from './hosts.ts';
import { deauthorize } from './operations/connection-operations.ts';
import type { TargetRecord } from './records.ts';
import type { Roles } from './roles.ts';
import { connectionByArn, destinationByArn, type EventBridgeStore } from './store.ts';

/** What a single attempt came to. `final`: no later attempt can do better. */
export type Attempt =
  | { readonly kind: 'delivered'; readonly status?: number; readonly messageId?: string }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly final: boolean };

/** What calling needs: the store, the roles, a caller, and where Momento's hosts lead. */
export interface InvocationParts {
  readonly store: EventBridgeStore;
  readonly roles: Roles;
  readonly caller: Caller;
  readonly isMomentoHost: (host: string) => boolean;
  /** The port on 127.0.0.1 at which the sandbox's Momento listens. */
  readonly momentoPort: () => number;
}

/** Calls a target's API destination once. A 401 or 407 takes the connection's authorisation away. */
export async function invokeApiDestination(
  parts: InvocationParts,
  record: TargetRecord,
  event: JsonObject,
  body: string,
): Promise<Attempt> {
  const { store } = parts;
  const roleFailure = roleProblem(parts, record);
  if (roleFailure) return ended(roleFailure);
  const destination = destinationByArn(store, record.target.arn);
  if (!destination) return ended(noDestination(record.target.arn));
  const connection = connectionByArn(store, destination.connectionArn);
  if (connection?.state !== 'AUTHORIZED') return ended(inactive());

  const rendered = renderRequest(destination, record.target.http, event);
  const url = URL.canParse(rendered.url) ? new URL(rendered.url) : undefined;
  const route = url ? routeOf(url, parts.isMomentoHost) : 'nowhere';
  if (!url || route === 'nowhere') return tried(unreachable());
  for (const [name, value] of Object.entries(connection.authorization.query)) url.searchParams.append(name, value);
  const answer = await parts.caller.call({
    method: rendered.method,
    url,
    port: route === 'momento' ? parts.momentoPort() : Number(url.port || 80),
    headers: { ...headersOf(rendered.headers), ...connection.authorization.headers },
    body,
  });
  switch (answer.kind) {
    case 'unreachable':
      return tried(unreachable());
    case 'timed-out':
      return tried(timedOut());
    case 'answered': {
      const { status } = answer;
      if (status >= 200 && status < 300) return { kind: 'delivered', status };
      const failure = httpFailure(status, answer.body);
      if (status !== 401 && status !== 407) return tried(failure);
      deauthorize(store, connection, `The endpoint answered HTTP status ${status}.`);
      return ended(failure);
    }
  }
}

function roleProblem(parts: InvocationParts, record: TargetRecord): Failure | undefined {
  const roleArn = record.roleArn ?? '';
  switch (parts.roles.stateOf(record.roleArn)) {
    case 'works':
      return undefined;
    case 'cannot-be-assumed':
      return roleNotAssumable(roleArn);
    case 'lacks-permission':
      return notPermitted(
        'events:InvokeApiDestination',
        record.target.arn,
        'AmazonEventBridge',
        parts.store.ids.uuid(),
      );
  }
}

function headersOf(rendered: ReadonlyMap<string, RenderedValue>): Record<string, string> {
  return Object.fromEntries([...rendered].map(([name, value]) => [name, sentText(value)]));
}

const ended = (failure: Failure): Attempt => ({ kind: 'failed', failure, final: true });
const tried = (failure: Failure): Attempt => ({ kind: 'failed', failure, final: !failure.retried });
