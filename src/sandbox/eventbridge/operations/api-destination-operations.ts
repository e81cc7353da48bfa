import { AwsError, type JsonOperation } from '../../wire/wire.ts';
import { isLoopback } from '../hosts.ts';
import { free, invalid, NAME, optionalInteger, optionalText, page, present, requiredText } from '../input.ts';
import { arnOf } from '../place.ts';
import type { DestinationRecord, Given } from '../records.ts';
import { connectionByArn, destinationState, type EventBridgeStore, notFound } from '../store.ts';

const METHOD = { max: 7, pattern: /^(POST|GET|HEAD|OPTIONS|PUT|PATCH|DELETE)$/ };
const DEFAULT_RATE = 300;

/** The API destination operations. An endpoint is https; http is taken for loopback alone, so that tests can listen. */
export function apiDestinationOperations(store: EventBridgeStore): Record<string, JsonOperation> {
  const named = (input: Given): DestinationRecord => {
    const name = requiredText(input, 'Name', NAME);
    const destination = store.destinations.get(name);
    if (!destination)
      throw notFound(`Failed to describe the api-destination(s). An api-destination '${name}' does not exist.`);
    return destination;
  };
  const brief = (destination: DestinationRecord): Record<string, unknown> => ({
    ApiDestinationArn: destination.arn,
    ApiDestinationState: destinationState(store, destination),
    CreationTime: destination.createdAt / 1000,
    LastModifiedTime: destination.modifiedAt / 1000,
  });
  const told = (destination: DestinationRecord): Record<string, unknown> => ({
    ...brief(destination),
    Name: destination.name,
    ConnectionArn: destination.connectionArn,
    InvocationEndpoint: destination.endpoint,
    HttpMethod: destination.method,
    InvocationRateLimitPerSecond: destination.ratePerSecond,
  });
  const knownConnection = (arn: string): string => {
    if (!connectionByArn(store, arn)) throw notFound(`Connection '${arn}' does not exist.`);
    return arn;
  };

  return {
    CreateApiDestination: (input) => {
      const name = requiredText(input, 'Name', NAME);
      if (store.destinations.has(name)) {
        throw new AwsError('ResourceAlreadyExistsException', `An api-destination '${name}' already exists.`);
      }
      const now = store.clock.now();
      const destination: DestinationRecord = {
        name,
        arn: arnOf(store.place, 'events', `api-destination/${name}/${store.ids.uuid()}`),
        createdAt: now,
        modifiedAt: now,
        description: optionalText(input, 'Description', free(512)),
        connectionArn: knownConnection(requiredText(input, 'ConnectionArn', free(1600))),
        endpoint: endpointOf(requiredText(input, 'InvocationEndpoint', free(2048))),
        method: requiredText(input, 'HttpMethod', METHOD),
        ratePerSecond: optionalInteger(input, 'InvocationRateLimitPerSecond', 1, 2_147_483_647) ?? DEFAULT_RATE,
      };
      store.destinations.set(name, destination);
      return brief(destination);
    },

    UpdateApiDestination: (input) => {
      const destination = named(input);
      const connectionArn = optionalText(input, 'ConnectionArn', free(1600));
      const endpoint = optionalText(input, 'InvocationEndpoint', free(2048));
      destination.description = optionalText(input, 'Description', free(512)) ?? destination.description;
      destination.connectionArn = connectionArn ? knownConnection(connectionArn) : destination.connectionArn;
      destination.endpoint = endpoint ? endpointOf(endpoint) : destination.endpoint;
      destination.method = optionalText(input, 'HttpMethod', METHOD) ?? destination.method;
      destination.ratePerSecond =
        optionalInteger(input, 'InvocationRateLimitPerSecond', 1, 2_147_483_647) ?? destination.ratePerSecond;
      destination.modifiedAt = store.clock.now();
      return brief(destination);
    },

    DescribeApiDestination: (input) => {
      const destination = named(input);
      return present({ ...told(destination), Description: destination.description });
    },

    ListApiDestinations: (input) => {
      const prefix = optionalText(input, 'NamePrefix', NAME) ?? '';
      const connectionArn = optionalText(input, 'ConnectionArn', free(1600));
      const all = [...store.destinations.values()].filter(
        (destination) =>
          destination.name.startsWith(prefix) &&
          (connectionArn === undefined || destination.connectionArn === connectionArn),
      );
      const { items, ...rest } = page(all, input);
      return { ApiDestinations: items.map(told), ...rest };
    },

    DeleteApiDestination: (input) => {
      store.destinations.delete(named(input).name);
      return {};
    },
  };
}

function endpointOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const allowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!allowed) throw invalid(`Parameter InvocationEndpoint is not valid. Reason: ${text} is not an HTTPS endpoint.`);
  return text;
}
