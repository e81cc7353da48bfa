import { AwsError, type JsonOperation } from '../../wire/wire.ts';
import { readAuthorization } from '../authorization.ts';
import { free, NAME, optionalText, page, present, requiredText } from '../input.ts';
import { arnOf } from '../place.ts';
import type { ConnectionRecord, Given } from '../records.ts';
import { type EventBridgeStore, notFound } from '../store.ts';

/** Takes a connection's authorisation away, as EventBridge does after a 401 or 407. Source: user guide, "Connections". */
export function deauthorize(store: EventBridgeStore, connection: ConnectionRecord, reason: string): void {
  connection.state = 'DEAUTHORIZED';
  connection.stateReason = reason;
  connection.modifiedAt = store.clock.now();
}

/**
 * The connection operations. Creating or updating with authorisation parameters authorises: the key is never tested.
 * Deleting one that an API destination uses is allowed here (not documented) and leaves the destination INACTIVE.
 */
export function connectionOperations(store: EventBridgeStore): Record<string, JsonOperation> {
  const named = (input: Given): ConnectionRecord => {
    const name = requiredText(input, 'Name', NAME);
    const connection = store.connections.get(name);
    if (!connection) throw notFound(`Failed to describe the connection(s). Connection '${name}' does not exist.`);
    return connection;
  };
  return {
    CreateConnection: (input) => {
      const name = requiredText(input, 'Name', NAME);
      if (store.connections.has(name)) {
        throw new AwsError('ResourceAlreadyExistsException', `Connection ${name} already exists.`);
      }
      const now = store.clock.now();
      const connection: ConnectionRecord = {
        name,
        arn: arnOf(store.place, 'events', `connection/${name}/${store.ids.uuid()}`),
        secretArn: arnOf(store.place, 'secretsmanager', `secret:events!connection/${name}/${store.ids.uuid()}`),
        createdAt: now,
        modifiedAt: now,
        authorizedAt: now,
        state: 'AUTHORIZED',
        stateReason: undefined,
        description: optionalText(input, 'Description', free(512)),
        authorization: readAuthorization(input),
      };
      store.connections.set(name, connection);
      return brief(connection);
    },

    UpdateConnection: (input) => {
      const connection = named(input);
      const description = optionalText(input, 'Description', free(512));
      if (description !== undefined) connection.description = description;
      if (input.AuthorizationType !== undefined || input.AuthParameters !== undefined) {
        connection.authorization = readAuthorization(input);
        connection.state = 'AUTHORIZED';
        connection.stateReason = undefined;
        connection.authorizedAt = store.clock.now();
      }
      connection.modifiedAt = store.clock.now();
      return { ...brief(connection), LastAuthorizedTime: connection.authorizedAt / 1000 };
    },

    DescribeConnection: (input) => {
      const connection = named(input);
      return present({
        ...told(connection),
        Description: connection.description,
        SecretArn: connection.secretArn,
        AuthParameters: connection.authorization.told,
      });
    },

    ListConnections: (input) => {
      const prefix = optionalText(input, 'NamePrefix', NAME) ?? '';
      const state = optionalText(input, 'ConnectionState', free(64));
      const all = [...store.connections.values()].filter(
        (connection) => connection.name.startsWith(prefix) && (state === undefined || connection.state === state),
      );
      const { items, ...rest } = page(all, input);
      return { Connections: items.map(told), ...rest };
    },

    DeauthorizeConnection: (input) => {
      const connection = named(input);
      deauthorize(store, connection, 'Connection was deauthorized by request.');
      return brief(connection);
    },

    DeleteConnection: (input) => {
      const connection = named(input);
      store.connections.delete(connection.name);
      return { ...brief(connection), ConnectionState: 'DELETING' };
    },
  };
}

function brief(connection: ConnectionRecord): Record<string, unknown> {
  return {
    ConnectionArn: connection.arn,
    ConnectionState: connection.state,
    CreationTime: connection.createdAt / 1000,
    LastModifiedTime: connection.modifiedAt / 1000,
  };
}

function told(connection: ConnectionRecord): Record<string, unknown> {
  return present({
    ...brief(connection),
    Name: connection.name,
    StateReason: connection.stateReason,
    AuthorizationType: connection.authorization.type,
    LastAuthorizedTime: connection.authorizedAt / 1000,
  });
}
