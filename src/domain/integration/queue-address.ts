/** How an operator names a queue. A bare name is looked up in the session's account and region. */
export type QueueAddress =
  | { readonly kind: 'url'; readonly url: string; readonly region: string | undefined }
  | { readonly kind: 'arn'; readonly name: string; readonly account: string; readonly region: string }
  | { readonly kind: 'name'; readonly name: string };

const ARN = /^arn:[\w-]+:sqs:([\w-]+):(\d{12}):([\w-]{1,80}(?:\.fifo)?)$/;
const NAME = /^[\w-]{1,80}(?:\.fifo)?$/;
// SQS developer guide, "Queue URLs" and the endpoints page: sqs.REGION.amazonaws.com, REGION.queue.amazonaws.com.
const AWS_HOST = /^(?:sqs(?:-fips)?\.([a-z0-9-]+)|([a-z0-9-]+)\.queue)\.amazonaws\.com(?:\.cn)?$/;

/** Reads `--queue`; `undefined` for a text that is no URL, no SQS ARN and no queue name. */
export function parseQueueAddress(text: string): QueueAddress | undefined {
  const arn = ARN.exec(text);
  if (arn) return { kind: 'arn', region: arn[1] as string, account: arn[2] as string, name: arn[3] as string };
  if (NAME.test(text)) return { kind: 'name', name: text };
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname.length < 2) return undefined;
  const host = AWS_HOST.exec(url.hostname);
  return { kind: 'url', url: text, region: host?.[1] ?? host?.[2] };
}

/** The region an address says itself, if it does. */
export function regionOf(address: QueueAddress | undefined): string | undefined {
  return address === undefined || address.kind === 'name' ? undefined : address.region;
}
