import type { Connection } from '../app/integration/connection.ts';
import { namesNetwork } from '../aws/proxy-choice.ts';
import type { sqsClient } from '../aws/queue.ts';
import type { Session } from '../aws/session.ts';

/** Any pair does: the sandbox does not check signatures, and real credentials must not reach it. */
const SANDBOX_CREDENTIALS = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };

/** How to reach AWS, or what stands for it, over a connection; `stop` ends lookups. Its clients share one clock. */
export function sessionOf(connection: Connection, concurrency: number, stop?: AbortSignal): Session {
  return {
    region: connection.region,
    profile: connection.profile,
    endpoint: connection.endpoint,
    credentials: connection.sandbox ? SANDBOX_CREDENTIALS : undefined,
    concurrency,
    clock: { offset: 0 },
    ...(namesNetwork(process.env) && !connection.sandbox && { network: process.env }),
    ...(stop && { stop }),
  };
}

/** Every client would search for credentials by itself, and each search may run a program, ask AWS or the operator. */
export function withCredentialsOf({ config }: ReturnType<typeof sqsClient>, session: Session): Session {
  return { ...session, credentials: config.credentials };
}

/** Whose credentials a session uses, as an ARN; undefined where that cannot be learned within seconds. Does not reject. */
export async function callerIn(session: Session): Promise<string | undefined> {
  const { callerOf } = await import('../aws/caller.ts');
  return callerOf(session);
}
