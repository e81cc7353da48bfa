/** A request as the SDK hands it to its handler, as far as the check needs it. */
interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An answer whose body was read to its end. */
interface Answered {
  readonly statusCode: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * An answer that AWS did not write: the page of a proxy, a gateway or a login. It says nothing about what AWS did.
 * The SDK reads `$metadata` to decide about its own retries.
 */
export class ForeignAnswer extends Error {
  readonly $metadata: { readonly httpStatusCode: number };
  constructor(status: number, what: string) {
    super(`the answer with status ${status} (${what}) is not in the format of AWS.`);
    this.name = 'ForeignAnswer';
    this.$metadata = { httpStatusCode: status };
  }
}

/**
 * Checks an answer against the protocol of its request. Answers what makes it foreign; undefined when AWS can have written
 * it. Requests of REST services (single sign-on) are not checked: they only bring credentials.
 * Source: Smithy 2.0, "AWS JSON 1.0 protocol", "AWS JSON 1.1 protocol", "AWS query protocol".
 */
export function foreignAnswer(asked: Asked, answered: Answered): ForeignAnswer | undefined {
  const target = headerOf(asked.headers, 'x-amz-target');
  const isQuery = headerOf(asked.headers, 'content-type')?.startsWith('application/x-www-form-urlencoded') === true;
  const isFine =
    target !== undefined ? isJsonOfAws(answered) : !isQuery || isXmlOfAws(String(asked.body ?? ''), answered);
  return isFine ? undefined : new ForeignAnswer(answered.statusCode, whatItIs(answered));
}

/** The whole of a large success is parsed by the SDK only; here its ends must do. */
function isJsonOfAws({ statusCode, headers, body }: Answered): boolean {
  const isMarked =
    headers['content-type']?.includes('x-amz-json') === true || headers['x-amzn-requestid'] !== undefined;
  if (!isMarked || !isEnclosed(body, OPEN_BRACE, CLOSE_BRACE)) return false;
  return statusCode === 200 || (statusCode >= 400 && namesError(headers, textOf(body)));
}

/** Does an error say AWS's name for it? */
function namesError(headers: Answered['headers'], text: string): boolean {
  try {
    const { __type } = JSON.parse(text) as { readonly __type?: unknown };
    return (typeof __type === 'string' && __type !== '') || Boolean(headers['x-amzn-errortype']);
  } catch {
    return false;
  }
}

/** Errors from the layer before all services, such as the check of signatures, may come as JSON. */
function isXmlOfAws(request: string, answered: Answered): boolean {
  const { statusCode, body } = answered;
  const [, root] = /^\s*(?:<\?xml[^>]*\?>)?\s*<(\w+)[\s>]/.exec(textOf(body.subarray(0, 1_000))) ?? [];
  if (statusCode === 200) return root === `${new URLSearchParams(request).get('Action')}Response`;
  return statusCode >= 400 && (root === 'ErrorResponse' || root === 'Response' || isJsonOfAws(answered));
}

const [OPEN_BRACE, CLOSE_BRACE] = [0x7b, 0x7d];
const LARGEST_WHITE_SPACE = 0x20;

function isEnclosed(body: Uint8Array, open: number | undefined, close: number | undefined): boolean {
  return (
    body.find((byte) => byte > LARGEST_WHITE_SPACE) === open &&
    body.findLast((byte) => byte > LARGEST_WHITE_SPACE) === close
  );
}

function whatItIs({ headers, body }: Answered): string {
  const type = headers['content-type']?.split(';')[0]?.trim() || 'no content type';
  const server = headers.server ? `, from ${headers.server}` : '';
  return `${type}, ${body.byteLength === 0 ? 'empty' : `${body.byteLength} bytes`}${server}`;
}

function headerOf(headers: Asked['headers'], name: string): string | undefined {
  const found = Object.keys(headers).find((one) => one.toLowerCase() === name);
  return found === undefined ? undefined : headers[found];
}

function textOf(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
}
