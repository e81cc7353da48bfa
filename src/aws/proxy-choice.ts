import { BlockList, isIP } from 'node:net';
import { usage } from '../app/failures.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that decide how requests leave this machine. */
const NETWORK = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy', 'AWS_CA_BUNDLE'];

/** Does the environment name a proxy or certificates? */
export function namesNetwork(environment: Environment): boolean {
  return NETWORK.some((name) => Boolean(environment[name]));
}

/**
 * The proxy for a URL, as curl and the AWS CLI choose it: `https_proxy` or `HTTPS_PROXY` by the scheme of the URL, else
 * `all_proxy`, unless `no_proxy` names the host. Hosts of this machine need none. Throws a usage Failure for a proxy that is
 * not an http or https URL; it does not quote it, because it may hold a password.
 */
export function proxyFor(url: URL, environment: Environment): URL | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (isLoopback(host) || isExcepted(host, portOf(url), either(environment, 'no_proxy') ?? '')) return undefined;
  const name = `${url.protocol.slice(0, -1)}_proxy`;
  const text = either(environment, name) ?? either(environment, 'all_proxy');
  if (text === undefined) return undefined;
  const proxy = URL.parse(text.includes('://') ? text : `http://${text}`);
  if (proxy !== null && /^https?:$/.test(proxy.protocol)) return proxy;
  throw usage(
    `${name.toUpperCase()} is not the URL of an HTTP proxy.`,
    `Example: ${name.toUpperCase()}=http://HOST:PORT`,
  );
}

/** The lower-case name wins, as with curl; an empty variable is not set. */
function either(environment: Environment, name: string): string | undefined {
  return environment[name] || environment[name.toUpperCase()] || undefined;
}

function portOf({ port, protocol }: URL): string {
  return port || (protocol === 'https:' ? '443' : '80');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** `*`, a host, a domain with or without `.` or `*.` before it, an address, a block of addresses; each may have a port. */
function isExcepted(host: string, port: string, exceptions: string): boolean {
  return exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((exception) => exception !== '')
    .some((exception) => {
      const [, name = exception, onlyPort] = /^(\[.*\]|[^:]+):(\d+)$/.exec(exception) ?? [];
      if (onlyPort !== undefined && onlyPort !== port) return false;
      const bare = name.replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
      if (bare === '*' || host === bare) return true;
      return isIP(host) === 0 ? host.endsWith(`.${bare}`) : isInBlock(host, bare);
    });
}

function isInBlock(address: string, block: string): boolean {
  const [net = '', bits = ''] = block.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(net) !== isIP(address) || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 'ipv6' ? 128 : 32))
    return false;
  const list = new BlockList();
  list.addSubnet(net, Number(bits), family);
  return list.check(address, family);
}
