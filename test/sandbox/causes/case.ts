import { type PutEventsRequestEntry, UpdateConnectionCommand } from '@aws-sdk/client-eventbridge';
import type { CauseId } from '../../../src/domain/diagnosis/catalogue.ts';
import type { WholeSandboxOptions } from '../../../src/sandbox/whole-sandbox.ts';
import { entry, GOOD_SET, type StartedIntegration } from '../integrations.ts';

/** A way to make a delivery fail for real, and the cause that a list must name. */
export interface CauseCase {
  readonly cause: CauseId;
  readonly how: string;
  /** The causes that lost, in order; absent: not looked at. */
  readonly also?: readonly CauseId[];
  readonly options?: WholeSandboxOptions;
  readonly prepare?: (started: StartedIntegration) => Promise<unknown>;
  /** Absent: `prepare` itself sees to it that there is a message. */
  readonly event?: PutEventsRequestEntry;
  /** What changes between the failure and the look at it. */
  readonly afterwards?: (started: StartedIntegration) => Promise<unknown>;
  /** How many dead letters lie there in the end; the last one is meant. Absent: 1. */
  readonly deadLetters?: number;
}

/** A cacheSet that differs from a good one. */
export function setWith(change: Readonly<Record<string, unknown>>): PutEventsRequestEntry {
  return entry('cacheSet', { ...GOOD_SET, ...change });
}

/** Gives the connection another API key. */
export async function useToken({ events, sandbox }: StartedIntegration, ApiKeyValue: string, more = {}): Promise<void> {
  await events.send(
    new UpdateConnectionCommand({
      Name: sandbox.stack.connectionName,
      AuthorizationType: 'API_KEY',
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'Authorization', ApiKeyValue }, ...more },
    }),
  );
}

/** A credential of the sandbox's Momento. */
export async function tokenOf(
  { control }: StartedIntegration,
  wanted: Readonly<Record<string, unknown>>,
): Promise<string> {
  return ((await control('token', wanted)) as { token: string }).token;
}

/** The physical id of a resource of the stack. */
export function resource({ sandbox }: StartedIntegration, logicalId: string): string {
  return sandbox.stack.resources.find((candidate) => candidate.logicalId === logicalId)?.physicalId ?? '';
}
