import { promises } from 'node:fs';
import * as tls from 'node:tls';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { EXIT, Failure } from '../app/failures.ts';
import { type Environment, proxyFor } from './proxy-choice.ts';
import type { Sender } from './transport.ts';

/** How requests are sent where neither a proxy nor certificates are named. */
type Settings = Extract<ConstructorParameters<typeof NodeHttpHandler>[0], { connectionTimeout?: number }> & {
  readonly httpsAgent: { readonly maxSockets: number };
};

/** Sends requests through the proxies, and trusts the certificates, that the environment names. */
export class Network implements Sender {
  readonly #settings: Settings;
  readonly #environment: Environment;
  /** By the proxy's URL; empty for none. */
  readonly #senders = new Map<string, NodeHttpHandler>();

  constructor(settings: Settings, environment: Environment) {
    this.#settings = settings;
    this.#environment = environment;
  }

  async handle(...[request, options]: Parameters<Sender['handle']>) {
    const { protocol, hostname, port } = request;
    const url = URL.parse(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`);
    const proxy = url === null ? undefined : proxyFor(url, this.#environment);
    const sender = this.#senders.get(proxy?.href ?? '') ?? new NodeHttpHandler(() => this.#settingsFor(proxy));
    this.#senders.set(proxy?.href ?? '', sender);
    return sender.handle(request, options);
  }

  destroy(): void {
    for (const sender of this.#senders.values()) sender.destroy();
  }

  async #settingsFor(proxy: URL | undefined): Promise<Settings> {
    const ca = await certificates(this.#environment.AWS_CA_BUNDLE);
    const { httpsAgent } = this.#settings;
    if (proxy === undefined) return { ...this.#settings, httpsAgent: { ...httpsAgent, ...(ca && { ca }) } };
    const { proxyAgents } = await import('./proxy-agents.ts');
    return { ...this.#settings, ...proxyAgents(proxy, { maxSockets: httpsAgent.maxSockets, ca }) } as Settings;
  }
}

/** The bundle replaces the usual certificates, as in AWS's other tools; NODE_EXTRA_CA_CERTS adds to both. */
async function certificates(path: string | undefined): Promise<string[] | undefined> {
  if (!path) return undefined;
  try {
    // Node 22.13 does not have this function.
    const extra = (tls as Partial<typeof tls>).getCACertificates?.('extra') ?? [];
    return [await promises.readFile(path, 'utf8'), ...extra];
  } catch (error) {
    const message = `AWS_CA_BUNDLE names ${path}, which cannot be read: ${(error as Error).message}`;
    throw new Failure(
      EXIT.usage,
      'UnreadableCertificates',
      message,
      'Name a file of certificates in PEM, or unset AWS_CA_BUNDLE.',
    );
  }
}
