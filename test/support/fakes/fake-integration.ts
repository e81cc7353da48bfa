import type { IntegrationPort, NamedRule, NeighbourPort, Rule } from '../../../src/app/ports.ts';
import { matchPattern, parsePattern } from '../../../src/domain/eventbridge/pattern/pattern.ts';
import type { ApiDestination, Connection, Target } from '../../../src/domain/eventbridge/target.ts';
import type { Lookup } from '../../../src/domain/integration/lookup.ts';
import { quickStartTarget } from '../../../src/domain/momento/contract.ts';
import { destinationArn } from '../builders/dead-letters.ts';

/** Answers to the looks that are to differ from the quick-start's; a function may throw. */
export interface IntegrationScript {
  readonly bus?: () => Lookup<true>;
  readonly rule?: () => Lookup<Rule>;
  readonly targets?: () => Lookup<readonly Target[]>;
  readonly destination?: () => Lookup<ApiDestination>;
  readonly connection?: () => Lookup<Pick<Connection, 'state'>>;
  readonly rules?: () => Lookup<readonly NamedRule[]>;
  readonly matches?: (pattern: string, eventText: string) => Lookup<boolean>;
}

/** A look that finds. */
export function found<T>(value: T): Lookup<T> {
  return { kind: 'found', value };
}

/** The connection of every API destination. */
export const CONNECTION_ARN =
  'arn:aws:events:us-east-1:123456789012:connection/momento/11111111-2222-3333-4444-555555555555';

/** A look that was not allowed. */
export const DENIED: Lookup<never> = { kind: 'denied', reason: 'AccessDeniedException' };

/** A look that finds nothing. */
export const MISSING: Lookup<never> = { kind: 'missing' };

/** The quick-start as it is deployed, one rule and one destination for each detail-type and named like it. It counts the looks. */
export class FakeIntegration implements IntegrationPort, NeighbourPort {
  readonly lookups: string[] = [];
  readonly #script: IntegrationScript;

  constructor(script: IntegrationScript = {}) {
    this.#script = script;
  }

  async bus() {
    this.lookups.push('bus');
    return this.#script.bus?.() ?? found(true as const);
  }

  async rule({ name }: { name: string }) {
    this.lookups.push('rule');
    return this.#script.rule?.() ?? found({ state: 'ENABLED', pattern: JSON.stringify({ 'detail-type': [name] }) });
  }

  async targets({ name }: { name: string }) {
    this.lookups.push('targets');
    const deployed = quickStartTarget(name);
    const all: Target[] = deployed
      ? [
          {
            id: name,
            arn: destinationArn(name),
            input: deployed.input,
            http: deployed.http,
            deadLetterArn: 'arn:aws:sqs:us-east-1:123456789012:dlq',
          },
        ]
      : [];
    return this.#script.targets?.() ?? found(all);
  }

  async destination({ name }: { name: string }) {
    this.lookups.push('destination');
    const { endpoint, method } = quickStartTarget(name)?.destination ?? { endpoint: '/*', method: 'POST' };
    const host = method === 'POST' && endpoint === '/*' ? 'example.com' : 'api.cache.example.prod.a.momentohq.com';
    return (
      this.#script.destination?.() ??
      found({
        name,
        arn: destinationArn(name),
        state: 'ACTIVE',
        connectionArn: CONNECTION_ARN,
        endpoint: `https://${host}${endpoint}`,
        method,
      })
    );
  }

  async connection({ name, arn }: { name: string; arn: string }): Promise<Lookup<Connection>> {
    this.lookups.push('connection');
    const lookup = this.#script.connection?.() ?? found({ state: 'AUTHORIZED' });
    return lookup.kind === 'found' ? found({ name, arn, reason: undefined, ...lookup.value }) : lookup;
  }

  async rules() {
    this.lookups.push('rules');
    return this.#script.rules?.() ?? found([]);
  }

  async matches(pattern: string, eventText: string) {
    this.lookups.push('matches');
    const parsed = parsePattern(pattern);
    const isMatch = parsed.kind !== 'pattern' || matchPattern(parsed.pattern, JSON.parse(eventText));
    return this.#script.matches?.(pattern, eventText) ?? found(isMatch);
  }
}
