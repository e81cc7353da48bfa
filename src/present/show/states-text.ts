import type { CauseId } from '../../domain/diagnosis/catalogue.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import { subjectOf } from '../../domain/diagnosis/subject.ts';
import type { Connection } from '../../domain/eventbridge/target.ts';
import { nameInArn } from '../../domain/integration/integration.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import { quotedWord } from './redrive-command.ts';

const ABOUT_KEY: ReadonlySet<CauseId> = new Set([
  'credential-expired',
  'credential-rejected',
  'permission-denied',
  'connection-deauthorized',
]);
const ABOUT_TARGET: ReadonlySet<CauseId> = new Set(['target-missing', 'endpoint-unreachable', 'answer-not-momentos']);
/** `ACTIVE` is the state of a private connection. */
const WORKING: ReadonlySet<string> = new Set(['AUTHORIZED', 'ACTIVE']);

/** The present state of each resource that a dead letter waits for: one sentence each, in the order of a delivery. */
export function statesOf(examined: Examined, connection: Lookup<Connection> | undefined): readonly string[] {
  const { deployed, deadLetter, diagnosis } = examined;
  const causes = [diagnosis.cause, ...diagnosis.also];
  const { destination } = deployed;
  const name = deadLetter.destination?.name ?? '?';
  const states: string[] = [];
  const isStopped =
    (destination.kind === 'found' && destination.value.state === 'INACTIVE') ||
    (connection?.kind === 'found' && !WORKING.has(connection.value.state));
  if (isStopped || causes.some((cause) => ABOUT_KEY.has(cause) || ABOUT_TARGET.has(cause))) {
    states.push(`API destination ${name}: ${destinationState(destination)}`);
    if (connection !== undefined) states.push(`connection ${connectionState(connection)}`);
  }
  if (causes.includes('cache-not-found')) {
    states.push(`cache ${subjectOf(examined).cache ?? '?'}: AWS cannot tell whether it exists now`);
  }
  return states;
}

function destinationState(destination: Examined['deployed']['destination']): string {
  switch (destination.kind) {
    case 'found':
      return `${destination.value.state ?? 'exists'} now`;
    case 'missing':
      return 'does not exist now';
    case 'denied':
      return `state not readable (${destination.reason})`;
  }
}

function connectionState(connection: Lookup<Connection>): string {
  switch (connection.kind) {
    case 'found': {
      const { name, state, reason } = connection.value;
      const untested = WORKING.has(state) ? ' (AWS does not test the API key)' : '';
      return `${name}: ${state} now${reason === undefined ? '' : `, ${reason}`}${untested}`;
    }
    case 'missing':
      return 'does not exist now';
    case 'denied':
      return `state not readable (${connection.reason})`;
  }
}

/**
 * The connection whose API key has to be replaced before a redrive can succeed; `undefined` where the key is not the
 * cause, or where the connection has been authorized again since.
 */
export function connectionToUpdate(
  { deployed, diagnosis }: Examined,
  connection: Lookup<Connection> | undefined,
): string | undefined {
  const causes = [diagnosis.cause, ...diagnosis.also];
  if (connection?.kind === 'found') {
    const isStopped = !WORKING.has(connection.value.state);
    return isStopped || causes.includes('permission-denied') ? connection.value.name : undefined;
  }
  if (!causes.some((cause) => ABOUT_KEY.has(cause)) || connection?.kind === 'missing') return undefined;
  const { destination } = deployed;
  return destination.kind === 'found' && destination.value.connectionArn !== undefined
    ? nameInArn(destination.value.connectionArn)
    : undefined;
}

/**
 * The lines of a command that gives a connection another API key, taken from the environment: printf is part of the
 * shell, so the key stands in no argument of a process. UpdateConnection needs type, name and value of the key. `aws` are
 * flags of the aws command, each after a space.
 */
export function updateConnectionCommand(name: string, aws: string): readonly string[] {
  return [
    `printf '{"ApiKeyAuthParameters":{"ApiKeyName":"%s","ApiKeyValue":"%s"}}' \\`,
    `  Authorization "$MOMENTO_API_KEY" | aws events update-connection \\`,
    `  --name ${quotedWord(name)} --authorization-type API_KEY \\`,
    `  --auth-parameters file:///dev/stdin${aws}`,
  ];
}
