/** Where a call to a host really goes. `nowhere`: the sandbox calls nobody outside this machine. */
export type Route = 'momento' | 'loopback' | 'nowhere';

/** Is the host this machine, by address? Names are not resolved; URL keeps the brackets of an IPv6 host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Decides by the host alone; `isMomentoHost` says which hosts the sandbox's Momento answers for. */
export function routeOf(url: URL, isMomentoHost: (host: string) => boolean): Route {
  if (isMomentoHost(url.hostname)) return 'momento';
  return url.protocol === 'http:' && isLoopback(url.hostname) ? 'loopback' : 'nowhere';
}
