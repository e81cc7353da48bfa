import { expect, it } from 'vitest';
import { EXIT, Failure } from '../../../src/app/failures.ts';
import { many, timedOut } from '../../support/builders/dead-letters.ts';
import { DENIED, MISSING } from '../../support/fakes/fake-integration.ts';
import { LIST_ALL, listed, portsOf } from '../../support/fakes/use-cases.ts';

const MESSAGES = many(30, timedOut);
const FOUND = { name: 'main', arn: 'arn', state: 'DEAUTHORIZED', reason: 'key' };

/** Ports whose connections are looked up so, and how often that happened. */
function looking(lookUp: () => Promise<unknown>) {
  const ports = portsOf({ messages: MESSAGES });
  let calls = 0;
  ports.integration.connection = (() => {
    calls += 1;
    return lookUp();
  }) as typeof ports.integration.connection;
  return { ports, calls: () => calls };
}

const WITH = { ...LIST_ALL, withConnections: true };

it('looks the connection of the selected dead letters up once', async () => {
  const { ports, calls } = looking(async () => ({ kind: 'found', value: FOUND }));
  const { end } = await listed(ports, WITH);
  expect(end.connections).toEqual([FOUND]);
  expect(calls()).toBe(1);
});

it('looks none up where nobody asked', async () => {
  const { ports, calls } = looking(async () => ({ kind: 'found', value: FOUND }));
  expect((await listed(ports)).end.connections).toEqual([]);
  expect(calls()).toBe(0);
});

it.each([
  ['is denied', async () => DENIED],
  ['finds nothing', async () => MISSING],
  [
    'fails',
    async () => {
      throw new Failure(EXIT.aws, 'ThrottlingException', 'no', 'Wait.');
    },
  ],
])('goes on without the connection when its lookup %s', async (_, lookUp) => {
  const { ports } = looking(lookUp);
  const { end, ids } = await listed(ports, WITH);
  expect(ids).toHaveLength(30);
  expect(end).toMatchObject({ connections: [], failure: undefined, stuck: 0 });
  expect(end.warnings).toEqual(end.assumptions);
});
