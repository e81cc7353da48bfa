import { EXIT, Failure } from '../app/failures.ts';
import { type Connection, endpointKindOf, refuseStrangeHost } from '../app/integration/connection.ts';
import { configuredEndpoints } from '../aws/profile.ts';
import { namesNetwork } from '../aws/proxy-choice.ts';
import type { sqsClient } from '../aws/queue.ts';
import type { Session } from '../aws/session.ts';
import type { EndpointKind } from '../domain/history/run.ts';
import { quote } from '../domain/text/printable.ts';

/** Any pair does: the sandbox does not check signatures, and real credentials must not reach it. */
const SANDBOX_CREDENTIALS = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };

/** The operator: asked for the code of a multi-factor device, and shown warnings of the SDK. */
export interface Operator {
  readonly canAsk: boolean;
  ask(question: string, signal: AbortSignal): Promise<string>;
  say(text: string): void;
}

const NOBODY: Operator = { canAsk: false, ask: async () => '', say: () => {} };

export interface SessionOptions {
  readonly concurrency: number;
  /** Absent: there is no terminal to ask. */
  readonly operator?: Operator;
  /** Ends lookups. */
  readonly stop?: AbortSignal | undefined;
}

/**
 * How to reach AWS, or a substitute, over a connection; its clients share one clock. Rejects with a Failure when the
 * profile does not exist, or when requests would go elsewhere than to the queue that was named.
 */
export async function openSession(connection: Connection, options: SessionOptions): Promise<Session> {
  const { concurrency, operator = NOBODY, stop } = options;
  const { region, profile, endpoint, sandbox, queue } = connection;
  const session = { region, profile, endpoint, concurrency, clock: { offset: 0 }, ...(stop && { stop }) };
  if (sandbox) return { ...session, credentials: SANDBOX_CREDENTIALS };
  // The SDK takes an empty region for one.
  if (process.env.AWS_REGION === '') delete process.env.AWS_REGION;
  const endpoints = endpoint === undefined ? await configuredEndpoints(profile, process.env) : {};
  refuseStrangeHost(queue, region, endpoint ?? endpoints.sqs);
  return {
    ...session,
    credentials: undefined,
    endpoints,
    mfaCode: (device) => mfaCode(operator, device, stop),
    notice: (text) => operator.say(text),
    ...(namesNetwork(process.env) && { network: process.env }),
  };
}

async function mfaCode(operator: Operator, device: string, stop = new AbortController().signal): Promise<string> {
  const shown = quote(device, 100);
  const code = operator.canAsk ? await operator.ask(`Code of the MFA device ${shown}: `, stop) : '';
  if (code !== '') return code;
  throw new Failure(
    EXIT.aws,
    'MfaCodeNeeded',
    operator.canAsk
      ? `No code of the MFA device ${shown} was given.`
      : `The profile needs a code of the MFA device ${shown}, and there is no terminal to ask for it.`,
    'Run it on a terminal, or take credentials that are there already: eval "$(aws configure export-credentials --format env)"',
  );
}

/** The AWS endpoint of a session, for the ledger. */
export function endpointKindIn({ endpoints = {} }: Session, connection: Connection): EndpointKind {
  return endpointKindOf(connection, Object.values(endpoints));
}

/** Every client would search for credentials by itself, and each search may run a program, ask AWS or the operator. */
export function withCredentialsOf({ config }: ReturnType<typeof sqsClient>, session: Session): Session {
  return { ...session, credentials: config.credentials };
}

/** The caller of a session, as an ARN; undefined if it cannot be read within seconds. Does not reject. */
export async function callerIn(session: Session): Promise<string | undefined> {
  const { callerOf } = await import('../aws/caller.ts');
  return callerOf(session);
}
