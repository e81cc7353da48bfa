import { Failure } from '../app/failures.ts';
import type { Lookup } from '../domain/integration/lookup.ts';
import { awsFault } from './aws-error.ts';
import { failureOf } from './failures.ts';

/**
 * "Not found" and "not allowed" are answers, and so is "not a valid request": a message can name an ARN that AWS refuses to
 * describe, and one such message must not end a run. Everything else is a Failure. `isMissing` recognizes further errors
 * that mean "not found".
 */
export async function lookUp<T>(
  tried: string,
  ask: () => Promise<T>,
  isMissing: (thrown: unknown) => boolean = () => false,
): Promise<Lookup<T>> {
  try {
    return { kind: 'found', value: await ask() };
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { kind, name } = awsFault(error);
    if (kind === 'missing' || isMissing(error)) return { kind: 'missing' };
    if (kind === 'denied' || kind === 'refused' || kind === 'key') return { kind: 'denied', reason: name };
    throw failureOf(error, tried);
  }
}

/** CloudFormation answers a stack that does not exist with a ValidationError. */
export function isNoStack(thrown: unknown): boolean {
  return /does not exist/i.test(awsFault(thrown).message);
}
