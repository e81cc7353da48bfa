import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';

/** The settings of a connection through a proxy. */
export interface ProxySettings {
  readonly maxSockets: number;
  /** Certificates in PEM; undefined: those of Node. */
  readonly ca: readonly string[] | undefined;
}

/** The agents for requests through a proxy: by CONNECT to https, with the whole URL to http. */
export function proxyAgents(proxy: URL, { maxSockets, ca }: ProxySettings) {
  const bare = new URL(proxy.origin);
  const options = {
    keepAlive: true,
    maxSockets,
    headers: authorization(proxy),
    ...(ca === undefined ? {} : { ca: [...ca] }),
  };
  const httpsAgent = new Tunnel(bare, options);
  return { httpAgent: new HttpProxyAgent(bare, options), httpsAgent };
}

/** As a header, because the agents log the URL of the proxy where DEBUG asks for it. */
function authorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

/**
 * A tunnel. The agent by itself hands on a proxy's refusal as if the target had answered; here it is an error of the
 * connection, because nothing has left for the target then.
 */
class Tunnel extends HttpsProxyAgent<string> {
  readonly #ca: readonly string[] | undefined;

  constructor(proxy: URL, options: ConstructorParameters<typeof HttpsProxyAgent<string>>[1] & { ca?: string[] }) {
    super(proxy, options);
    this.#ca = options.ca;
    this.on('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      if (statusCode !== 200) throw refusalOf(proxy, statusCode);
    });
  }

  override connect(...[request, options]: Parameters<HttpsProxyAgent<string>['connect']>) {
    return super.connect(
      request,
      this.#ca === undefined ? options : Object.assign({ ...options }, { ca: [...this.#ca] }),
    );
  }
}

function refusalOf(proxy: URL, status: number): Error {
  const why = status === 407 ? 'it wants a user name and a password' : `status ${status}`;
  return Object.assign(new Error(`the proxy ${proxy.host} refused the connection: ${why}.`), { code: 'EPROXYREFUSED' });
}
