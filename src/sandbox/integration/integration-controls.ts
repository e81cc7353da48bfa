import { isJsonObject, member, parseJson } from '../../domain/json/json.ts';
import { jsonAnswer } from '../controls.ts';
import type { Dispatcher } from '../eventbridge/dispatcher.ts';
import type { RoleState, Roles } from '../eventbridge/roles.ts';
import type { Journal } from '../journal.ts';
import type { HttpHandler } from '../wire/wire.ts';

const ROLE_STATES: readonly RoleState[] = ['works', 'cannot-be-assumed', 'lacks-permission'];

/**
 * `GET events` is the account of every event (`?eventId=` of one), `GET idle` answers once no delivery is pending,
 * `GET|POST deliveries` tells or sets the mode (`make`, `count-only`), `POST roles` breaks or mends an IAM role.
 */
export function integrationControls(
  journal: Journal,
  dispatcher: Dispatcher,
  roles: Roles,
): Record<string, HttpHandler> {
  return {
    'GET events': ({ query }) => {
      const eventId = query.get('eventId');
      if (eventId === null) return jsonAnswer(journal.events());
      const event = journal.event(eventId);
      return jsonAnswer(event ? [event] : []);
    },
    'GET idle': async () => {
      await dispatcher.idle();
      return jsonAnswer(dispatcher.counts());
    },
    'GET deliveries': () => jsonAnswer(dispatcher.counts()),
    'POST deliveries': ({ body }) => {
      const mode = memberOf(body, 'mode');
      if (mode !== 'make' && mode !== 'count-only') return jsonAnswer({ error: 'mode: make or count-only' }, 400);
      dispatcher.setMode(mode);
      return jsonAnswer(dispatcher.counts());
    },
    'POST roles': ({ body }) => {
      const arn = memberOf(body, 'arn');
      const state = ROLE_STATES.find((known) => known === memberOf(body, 'state'));
      if (typeof arn !== 'string' || state === undefined) {
        return jsonAnswer({ error: `arn: a role's ARN; state: ${ROLE_STATES.join(', ')}` }, 400);
      }
      roles.set(arn, state);
      return jsonAnswer({ arn, state });
    },
  };
}

function memberOf(body: Buffer, name: string): unknown {
  const wanted = parseJson(body.toString());
  return isJsonObject(wanted) ? member(wanted, name) : undefined;
}
