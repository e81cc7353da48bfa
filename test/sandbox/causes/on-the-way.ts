import {
  DeauthorizeConnectionCommand,
  DeleteApiDestinationCommand,
  UpdateApiDestinationCommand,
} from '@aws-sdk/client-eventbridge';
import { beSlow } from '../events/dead-letter-cases.ts';
import { entry, GOOD_SET } from '../integrations.ts';
import { type CauseCase, resource, useToken } from './case.ts';

const GOOD = entry('cacheSet', GOOD_SET);
const NOBODY = 'https://api.nobody.momentohq.com/cache/*';

const CASES: readonly CauseCase[] = [
  { cause: 'timeout', how: 'Momento answers too late until the retries end', prepare: beSlow, event: GOOD },
  {
    cause: 'endpoint-unreachable',
    how: "nobody is there under a host of Momento's",
    prepare: (started) =>
      started.events.send(
        new UpdateApiDestinationCommand({ Name: resource(started, 'MomentoApiCachePut'), InvocationEndpoint: NOBODY }),
      ),
    event: GOOD,
  },
  {
    cause: 'connection-deauthorized',
    how: 'the event before was answered with 401',
    prepare: async (started) => {
      await useToken(started, 'not-a-token');
      await started.put(GOOD);
    },
    event: GOOD,
    deadLetters: 2,
  },
  {
    cause: 'connection-deauthorized',
    how: 'an operator took the authorisation away',
    prepare: ({ events, sandbox }) =>
      events.send(new DeauthorizeConnectionCommand({ Name: sandbox.stack.connectionName })),
    event: GOOD,
  },
  {
    cause: 'target-missing',
    how: 'the API destination was deleted',
    prepare: (started) =>
      started.events.send(new DeleteApiDestinationCommand({ Name: resource(started, 'MomentoApiCachePut') })),
    event: GOOD,
  },
  {
    cause: 'role-denied',
    how: 'the role cannot be assumed',
    prepare: ({ control, sandbox }) => control('roles', { arn: sandbox.stack.roleArn, state: 'cannot-be-assumed' }),
    event: GOOD,
  },
  {
    cause: 'role-denied',
    how: 'the role lacks the permission',
    prepare: ({ control, sandbox }) => control('roles', { arn: sandbox.stack.roleArn, state: 'lacks-permission' }),
    event: GOOD,
  },
];

/** What keeps an event that is in order from Momento; nothing else is to be found. */
export const DELIVERY_CAUSES: readonly CauseCase[] = CASES.map((one) => ({ ...one, also: [] }));
