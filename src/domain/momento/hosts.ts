import { remembering } from '../text/remembering.ts';

/** The hosts of Momento's HTTP API in the regions that the integration supports. Source: Momento's docs, "HTTP API". */
const HOST_BY_REGION: ReadonlyMap<string, string> = new Map([
  ['us-east-1', 'api.cache.cell-us-east-1-1.prod.a.momentohq.com'],
  ['us-west-2', 'api.cache.cell-4-us-west-2-1.prod.a.momentohq.com'],
  ['ap-south-1', 'api.cache.cell-1-ap-south-1-1.prod.a.momentohq.com'],
  ['ap-northeast-1', 'api.cache.cell-ap-northeast-1-1.prod.a.momentohq.com'],
  ['eu-west-1', 'api.cache.cell-1-eu-west-1-1.prod.a.momentohq.com'],
]);

const UNDER_MOMENTO = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,20}momentohq\.com\.?$/i;

/** The base URL, without a slash at its end, for a supported region; others exist, private ones too, so `undefined` proves nothing. */
export function baseUrlOf(region: string): string | undefined {
  const host = HOST_BY_REGION.get(region);
  return host && `https://${host}`;
}

/** Does a request to the endpoint (an absolute URL) go to Momento, or to one of the hosts, with or without port, that the operator counts as Momento's? */
export function callsMomento(endpoint: string, endpointHosts: readonly string[]): boolean {
  const url = parsed(endpoint);
  if (url === null) return false;
  return (
    isMomentoHost(url.hostname) || endpointHosts.some((own) => [url.hostname, url.host].includes(own.toLowerCase()))
  );
}

const parsed = remembering((endpoint: string) => URL.parse(endpoint));

/** Is the host (no port) one of Momento's, the private ones included? Compared by domain, never by substring. */
export function isMomentoHost(host: string): boolean {
  return host.length <= 254 && UNDER_MOMENTO.test(host);
}
