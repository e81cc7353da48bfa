import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { clientConfig, ready, type Session } from './session.ts';

/** The caller is only for the record, so a run does not wait long for it. */
const TIMEOUTS = { connect: 1_500, answer: 1_500 };

/** The ARN of the caller; undefined when STS does not return it for any reason: a redrive does not need it. */
export async function callerOf(session: Session): Promise<string | undefined> {
  const client = ready(
    new STSClient({ ...clientConfig({ ...session, timeouts: TIMEOUTS }, 'sts'), maxAttempts: 1 }),
    session,
  );
  try {
    return (await client.send(new GetCallerIdentityCommand({}))).Arn;
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}
