import {
  CreateApiDestinationCommand,
  CreateConnectionCommand,
  DeauthorizeConnectionCommand,
  DeleteApiDestinationCommand,
  DescribeApiDestinationCommand,
  DescribeConnectionCommand,
  ListApiDestinationsCommand,
  ListConnectionsCommand,
  ResourceNotFoundException,
  UpdateApiDestinationCommand,
  UpdateConnectionCommand,
} from '@aws-sdk/client-eventbridge';
import { expect } from 'vitest';
import { contractPart } from '../contract.ts';
import type { Engine } from '../engine.ts';
import { type EventBridgeBench, eventBridgeBenchOf } from './bench.ts';

const SECRET = 'the-secret-value';
const API_KEY = {
  AuthorizationType: 'API_KEY',
  AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'Authorization', ApiKeyValue: SECRET } },
} as const;

/** Connections and API destinations. */
export function destinationsContract(engine: Engine): void {
  contractPart(engine, 'EventBridge connections and API destinations', (it) => {
    const bench = eventBridgeBenchOf(engine);

    it('tells a connection without its secret', async () => {
      const { connection } = await connected(bench);
      const told = await bench.client.send(new DescribeConnectionCommand({ Name: connection }));
      expect(told).toMatchObject({
        ConnectionState: 'AUTHORIZED',
        AuthorizationType: 'API_KEY',
        AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'Authorization' } },
        CreationTime: expect.any(Date),
      });
      expect(told.ConnectionArn).toMatch(new RegExp(`:connection/${connection}/[0-9a-f-]{36}$`));
      expect(JSON.stringify(told)).not.toContain(SECRET);
      const listed = await bench.client.send(new ListConnectionsCommand({ NamePrefix: connection }));
      expect(listed.Connections).toHaveLength(1);
    });

    it('turns a destination inactive with its connection, until the connection is authorised again', async () => {
      const { connection, destination } = await connected(bench);
      const state = async () =>
        (await bench.client.send(new DescribeApiDestinationCommand({ Name: destination }))).ApiDestinationState;
      expect(await state()).toBe('ACTIVE');
      await bench.client.send(new DeauthorizeConnectionCommand({ Name: connection }));
      expect(await state()).toBe('INACTIVE');
      await bench.client.send(new UpdateConnectionCommand({ Name: connection, ...API_KEY }));
      expect(await state()).toBe('ACTIVE');
    });

    it('tells a destination and takes changes', async () => {
      const { destination } = await connected(bench);
      await bench.client.send(new UpdateApiDestinationCommand({ Name: destination, HttpMethod: 'DELETE' }));
      const told = await bench.client.send(new DescribeApiDestinationCommand({ Name: destination }));
      expect(told).toMatchObject({
        HttpMethod: 'DELETE',
        InvocationEndpoint: 'https://api.cache.example.com/cache/*',
        InvocationRateLimitPerSecond: 300,
      });
      expect(told.ApiDestinationArn).toMatch(new RegExp(`:api-destination/${destination}/[0-9a-f-]{36}$`));
    });

    it('forgets a deleted destination', async () => {
      const { destination, connectionArn } = await connected(bench);
      await bench.client.send(new DeleteApiDestinationCommand({ Name: destination }));
      const asked = bench.client.send(new DescribeApiDestinationCommand({ Name: destination }));
      await expect(asked).rejects.toBeInstanceOf(ResourceNotFoundException);
      const listed = await bench.client.send(new ListApiDestinationsCommand({ ConnectionArn: connectionArn }));
      expect(listed.ApiDestinations).toEqual([]);
    });
  });
}

async function connected(bench: EventBridgeBench) {
  const connection = bench.name('connection');
  const destination = bench.name('destination');
  const made = await bench.client.send(new CreateConnectionCommand({ Name: connection, ...API_KEY }));
  const connectionArn = made.ConnectionArn as string;
  await bench.client.send(
    new CreateApiDestinationCommand({
      Name: destination,
      ConnectionArn: connectionArn,
      InvocationEndpoint: 'https://api.cache.example.com/cache/*',
      HttpMethod: 'PUT',
    }),
  );
  return { connection, connectionArn, destination };
}
