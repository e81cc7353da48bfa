import type { Integration } from './integration.ts';

/** One, none, or several, and then the names by which one of them can be asked for. */
export type Choice<T> =
  | { readonly kind: 'one'; readonly value: T }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly names: readonly string[] };

/** The integration of that name; without a name the only one there is. */
export function chooseIntegration(all: readonly Integration[], name: string | undefined): Choice<Integration> {
  const fitting = name === undefined ? all : all.filter((integration) => integration.name === name);
  return choice(fitting, (integration) => integration.name);
}

/** The one integration whose dead letters lie in the queue with that URL. */
export function integrationOfQueue(all: readonly Integration[], url: string): Choice<Integration> {
  const fitting = all.filter(({ queueArns }) => queueArns.some((arn) => isQueueAt(arn, url)));
  return choice(fitting, (integration) => integration.name);
}

/** The dead letter queue that all of them use, by its ARN. */
export function chooseQueue(integrations: readonly Integration[]): Choice<string> {
  return choice([...new Set(integrations.flatMap(({ queueArns }) => queueArns))].sort(), (arn) => arn);
}

/** Is it the queue with that URL? A URL ends in the account and the name that end the ARN. */
function isQueueAt(arn: string, url: string): boolean {
  const path = (URL.parse(url)?.pathname ?? '').split('/');
  return arn.endsWith(`:${path.slice(-2).join(':')}`);
}

function choice<T>(all: readonly T[], nameOf: (one: T) => string): Choice<T> {
  const [first] = all;
  if (first === undefined) return { kind: 'none' };
  return all.length === 1 ? { kind: 'one', value: first } : { kind: 'several', names: all.map(nameOf) };
}
