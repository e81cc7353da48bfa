import { EXIT, Failure } from '../failures.ts';

// A whole request refused for these reasons will be refused again: the credential or the permission must change first.
const HOPELESS: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'AccessDenied',
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'NotAuthorized',
  'SignatureDoesNotMatch',
  'TokenProviderError',
  'UnrecognizedClientException',
]);

/** The failure that ends a run when the bus refuses with a code that will not change while we go on. */
export function stopsTheRun(code: string, message: string): Failure | undefined {
  if (!HOPELESS.has(code)) return undefined;
  return new Failure(
    EXIT.aws,
    code,
    `The bus refused the events (${code}): ${message}`,
    'Check the credential and events:PutEvents on the bus, then run the same command again; nothing refused was deleted.',
  );
}

/** The failure that ends a run when accepted events cannot be deleted: each further one would be in two places. */
export function cannotDelete(code: string | undefined): Failure {
  return new Failure(
    code === undefined ? EXIT.partly : EXIT.aws,
    code ?? 'NotDeleted',
    `Events were accepted by the bus, but their messages could not be deleted${code === undefined ? '' : ` (${code})`}; nothing more was sent.`,
    'Check sqs:DeleteMessage. The next redrive with the same ledger deletes them without sending them again; without a ledger delete the messages named as sent-not-removed first.',
  );
}

/** The failure that ends a run when the bus takes requests and gives no answers: each further one would be unknown too. */
export function doesNotAnswer(): Failure {
  return new Failure(
    EXIT.partly,
    'NoAnswer',
    'The bus did not answer, so nothing more was sent; whether the messages named as unknown have arrived is not known.',
    'They stay hidden for up to five minutes. Look for their effect before you redrive them.',
  );
}
