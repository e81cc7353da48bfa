import type { ErrorText, ResponsePayload } from '../dead-letter/dead-letter.ts';
import { isJsonObject, type JsonObject, member } from '../json/json.ts';

/** The author of an HTTP answer: `momento`, or a server before it, by name where the text reveals one. */
export type Author =
  | { readonly kind: 'momento' }
  | { readonly kind: 'somebody-else'; readonly name: string | undefined; readonly isCertain: boolean };

const MOMENTO: Author = { kind: 'momento' };

/** The characters of an answer that are searched for a name. */
const LONGEST = 4000;

/** Words that identify servers and network devices in their answers, the most specific first. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/cloudfront|the request could not be satisfied/i, 'Amazon CloudFront'],
  [/cloudflare|cf-ray|^error code: 1\d{3}\b/i, 'Cloudflare'],
  [/akamai|edgesuite|errors\.edgekey/i, 'Akamai'],
  [/incapsula|imperva/i, 'Imperva'],
  [/fastly|varnish/i, 'Fastly or Varnish'],
  [/zscaler/i, 'Zscaler'],
  [/fortigate|fortiguard|fortinet/i, 'Fortinet'],
  [/palo alto|globalprotect|pan-os/i, 'Palo Alto Networks'],
  [/blue ?coat|proxysg|symantec web/i, 'Symantec ProxySG'],
  [/\bsquid\b/i, 'Squid'],
  [/awselb/i, 'an AWS load balancer'],
  [/missing authentication token|x-amzn-errortype|execute-api/i, 'Amazon API Gateway'],
  [/no route matched with those values|\bkong\b/i, 'Kong'],
  [/application gateway|azure front door|microsoft-azure/i, 'Azure'],
  [/default backend - 404|ingress-nginx/i, 'an nginx ingress'],
  [/openresty/i, 'OpenResty'],
  [/\bnginx\b/i, 'nginx'],
  [/microsoft-iis|\biis\b/i, 'IIS'],
  [/apache\/|apache server/i, 'Apache'],
  [/haproxy/i, 'HAProxy'],
  [/traefik/i, 'Traefik'],
  [/\benvoy\b|upstream connect error|no healthy upstream|rbac: access denied/i, 'Envoy'],
  [/404 page not found/i, 'a server written in Go'],
];

/** Words of what Momento's errors are about. A plain text without any of them is not taken for Momento's. */
const ABOUT_MOMENTO =
  /momento|cache|\bkeys?\b|topic|ttl|time.to.live|token|auth|credential|permi|limit|size|large|quota|argument|request/i;

/** Narrower, for a bare `message`: gateways speak of tokens, limits and requests too. */
const MOMENTOS_OWN_WORDS = /momento|\bcache\b|\btopic\b|\bttl\b/i;

/**
 * Tells Momento's answers from those of a firewall, proxy, gateway or CDN. Momento's errors are JSON objects with `title`
 * or `description`, in other services with `code` and `message`, `err` or `detail`. Gateways write a bare `message`. An
 * empty answer has no author and counts as Momento's.
 */
export function authorOf({ payload, trailing }: ErrorText & { readonly kind: 'http-response' }): Author {
  const name = nameIn(`${payload.text.slice(0, LONGEST)}\n${trailing.slice(0, LONGEST)}`);
  switch (payload.kind) {
    case 'empty':
    case 'truncated-json':
      return MOMENTO;
    case 'html':
      return { kind: 'somebody-else', name: name ?? titleOf(payload), isCertain: true };
    case 'text':
      if (name !== undefined) return { kind: 'somebody-else', name, isCertain: true };
      return ABOUT_MOMENTO.test(payload.text.slice(0, LONGEST))
        ? MOMENTO
        : { kind: 'somebody-else', name, isCertain: false };
    case 'json': {
      const { value } = payload;
      if (typeof value === 'string') return ABOUT_MOMENTO.test(value.slice(0, LONGEST)) ? MOMENTO : unnamed(name);
      return isJsonObject(value) && isMomentosForm(value) ? MOMENTO : unnamed(name);
    }
  }
}

function unnamed(name: string | undefined): Author {
  return { kind: 'somebody-else', name, isCertain: name !== undefined };
}

function isMomentosForm(value: JsonObject): boolean {
  const has = (name: string, ...types: readonly string[]) => types.includes(typeof member(value, name));
  if (['title', 'description', 'detail', 'err'].some((name) => has(name, 'string'))) return true;
  const message = member(value, 'message');
  if (typeof message !== 'string') return false;
  return has('code', 'number', 'string') || MOMENTOS_OWN_WORDS.test(message.slice(0, LONGEST));
}

function nameIn(text: string): string | undefined {
  return NAMES.find(([words]) => words.test(text))?.[1];
}

/** The title of the page, where nothing else names its author. */
function titleOf({ text }: ResponsePayload): string | undefined {
  const title = /<title>([^<]{1,200})/i.exec(text.slice(0, LONGEST))?.[1]?.trim();
  return title === undefined || title === '' ? undefined : `the page “${title}”`;
}
