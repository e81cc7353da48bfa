/** How an operator names a queue. A bare name is looked up in the session's account and region. */
export type QueueAddress =
  | { readonly kind: 'url'; readonly url: string; readonly region: string | undefined }
  | { readonly kind: 'arn'; readonly name: string; readonly account: string; readonly region: string }
  | { readonly kind: 'name'; readonly name: string };

const ARN = /^arn:[\w-]+:sqs:([\w-]+):(\d{12}):([\w-]{1,80}(?:\.fifo)?)$/;
const NAME = /^[\w-]{1,80}(?:\.fifo)?$/;
// AWS general reference, "Amazon SQS endpoints and quotas": sqs.REGION.SUFFIX, FIPS (sqs-fips), VPC endpoints
// (vpce-ID.sqs.REGION.vpce.SUFFIX) and the legacy REGION.queue.amazonaws.com. The suffixes are those of AWS's partitions:
// commercial, China, European Sovereign Cloud, and the four isolated ones; the second ones are dual-stack.
const SUFFIX = [
  'amazonaws\\.com',
  'api\\.aws',
  'amazonaws\\.com\\.cn',
  'api\\.amazonwebservices\\.com\\.cn',
  'amazonaws\\.eu',
  'api\\.amazonwebservices\\.eu',
  'c2s\\.ic\\.gov',
  'api\\.aws\\.ic\\.gov',
  'sc2s\\.sgov\\.gov',
  'api\\.aws\\.scloud',
  'cloud\\.adc-e\\.uk',
  'api\\.cloud-aws\\.adc-e\\.uk',
  'csp\\.hci\\.ic\\.gov',
  'api\\.aws\\.hci\\.ic\\.gov',
].join('|');
const AWS_HOST = new RegExp(`^(?:vpce-[a-z0-9-]+\\.)?sqs(?:-fips)?\\.([a-z0-9-]+)\\.(?:vpce\\.)?(?:${SUFFIX})$`);
const LEGACY_HOST = /^([a-z0-9-]+)\.queue\.amazonaws\.com(?:\.cn)?$/;
/** The legacy host without a region. */
const OLDEST_HOST = 'queue.amazonaws.com';

/** Reads the address of a queue; `undefined` for a text that is no URL, no SQS ARN and no queue name. */
export function parseQueueAddress(text: string): QueueAddress | undefined {
  const arn = ARN.exec(text);
  if (arn) return { kind: 'arn', region: arn[1] as string, account: arn[2] as string, name: arn[3] as string };
  if (NAME.test(text)) return { kind: 'name', name: text };
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname.length < 2) return undefined;
  return { kind: 'url', url: text, region: regionOfHost(url.hostname) };
}

/** The region that a host of AWS names; the host of an emulator or a proxy names none. */
function regionOfHost(host: string): string | undefined {
  return host === OLDEST_HOST ? 'us-east-1' : (AWS_HOST.exec(host) ?? LEGACY_HOST.exec(host))?.[1];
}

/** The region an address says itself, if it does. */
export function regionOf(address: QueueAddress | undefined): string | undefined {
  return address === undefined || address.kind === 'name' ? undefined : address.region;
}
