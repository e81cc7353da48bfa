import { EXIT, Failure, stopped } from '../app/failures.ts';
import { quote } from '../domain/text/printable.ts';
import { type AwsFault, awsFault } from './aws-error.ts';

/** Turns an error of the SDK into a Failure with the attempted action, AWS's error name, and the next step. */
export function failureOf(thrown: unknown, tried: string): Failure {
  if (thrown instanceof Failure) return thrown;
  const fault = awsFault(thrown);
  const said = quote(fault.message, 300);
  switch (fault.kind) {
    case 'region':
      return new Failure(
        EXIT.usage,
        'MissingRegion',
        `No AWS region is set, so momento-eb could not ${tried}.`,
        'Give --region, set AWS_REGION, or name the queue by URL or ARN.',
      );
    case 'credentials':
      return new Failure(
        EXIT.aws,
        fault.name,
        fault.httpStatus === undefined
          ? `No usable AWS credentials were found to ${tried}: ${said}`
          : `AWS did not accept the credentials when trying to ${tried}: ${said}`,
        'Log in (aws sso login, AWS_PROFILE, …) or name another --profile; nothing was changed by this call.',
      );
    case 'clock':
      return new Failure(
        EXIT.aws,
        fault.name,
        `AWS refused to ${tried}, because this machine's clock ${clockError(fault.message)}: ${said}`,
        "Set this machine's clock (timedatectl set-ntp true), then run it again. AWS takes at most five minutes.",
      );
    case 'foreign':
      return new Failure(
        EXIT.aws,
        fault.name,
        `Something other than AWS answered the attempt to ${tried}: ${said}`,
        'A proxy, a firewall or a login page may stand in between: check --endpoint-url, HTTPS_PROXY and NO_PROXY.',
      );
    case 'key':
      return new Failure(
        EXIT.aws,
        fault.name,
        `AWS could not decrypt with the KMS key of the queue to ${tried}: ${said}`,
        `${keyHint(fault.name)} Its name: aws sqs get-queue-attributes --attribute-names KmsMasterKeyId --queue-url URL`,
      );
    case 'denied':
      return new Failure(
        EXIT.aws,
        fault.name,
        `AWS denied permission to ${tried}: ${said}`,
        'The IAM policy in docs/permissions.md lists what momento-eb needs.',
      );
    case 'missing':
      return new Failure(
        EXIT.notFound,
        fault.name,
        `Could not ${tried}: ${said}`,
        'Check the name, the account and the region.',
      );
    case 'throttled':
      return new Failure(
        EXIT.aws,
        fault.name,
        `AWS throttled the attempt to ${tried}, also after retries: ${said}`,
        'Wait a little and run it again.',
      );
    case 'network':
      return new Failure(EXIT.aws, fault.name, `AWS could not be reached to ${tried}: ${said}`, unreachableHint(fault));
    case 'refused':
      return new Failure(
        EXIT.aws,
        fault.name,
        `AWS refused to ${tried}: ${said}`,
        'Run with DEBUG=1 to see the whole answer.',
      );
    case 'stopped':
      return stopped(`It was stopped while trying to ${tried}.`);
    case 'server':
      return new Failure(
        EXIT.aws,
        fault.name,
        `AWS failed (HTTP ${fault.httpStatus}) when asked to ${tried}: ${said}`,
        'Run it again in a moment.',
      );
  }
}

function keyHint(name: string): string {
  return /AccessDenied|OptIn/i.test(name)
    ? "Allow kms:Decrypt on the queue's key to these credentials, in IAM and in the policy of the key."
    : "The queue's key is disabled, deleted or not fit: enable it (aws kms enable-key --key-id KEY), or cancel its deletion. Reading needs kms:Decrypt on it.";
}

/** `Signature expired: SIGNED is now earlier than EARLIEST (NOW - 5 min.)`; the other way round for a clock that is ahead. */
function clockError(message: string): string {
  const [, signed = '', now = ''] =
    /(\d{8}T\d{6}Z) is (?:now earlier|still later) than \d{8}T\d{6}Z \((\d{8}T\d{6}Z)/.exec(message) ?? [];
  const minutes = Math.round((timeOf(signed) - timeOf(now)) / 60_000);
  if (!Number.isFinite(minutes)) return 'is off';
  return `is ${Math.abs(minutes)} minutes ${minutes < 0 ? 'behind' : 'ahead'}`;
}

/** `20260131T120000Z` in epoch milliseconds. */
function timeOf(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
}

function unreachableHint({ name }: AwsFault): string {
  if (name === 'ECONNREFUSED') {
    return 'Nothing listens there: check --endpoint-url, or start the sandbox with momento-eb sandbox.';
  }
  if (name === 'EPROXYREFUSED') return 'Check HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT) and NO_PROXY.';
  if (/^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT)/.test(name)) {
    return 'A proxy may stand in between with certificates of its own: name its certificates with AWS_CA_BUNDLE=FILE.';
  }
  return 'Check the network, the region and any --endpoint-url, HTTPS_PROXY and NO_PROXY.';
}

/** Runs one call to AWS; its error becomes a Failure. */
export async function asking<T>(tried: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw failureOf(error, tried);
  }
}
