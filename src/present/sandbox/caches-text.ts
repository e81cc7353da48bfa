import { quote } from '../../domain/text/printable.ts';

/** The contents of the sandbox's caches. */
export type ShownCaches = readonly {
  readonly name: string;
  readonly items: readonly { readonly key: string; readonly value: string }[];
  readonly published: readonly { readonly topic: string; readonly value: string }[];
}[];

/** Each cache with its keys and values, and what was published to its topics. */
export function cachesText(caches: ShownCaches): string {
  return caches
    .flatMap(({ name, items, published }) => [
      `  ${quote(name)}${items.length + published.length === 0 ? '  (empty)' : ''}`,
      ...items.map(({ key, value }) => `    ${quote(key, 40)} = ${quote(value, 60)}`),
      ...published.map(({ topic, value }) => `    topic ${quote(topic, 40)} ← ${quote(value, 60)}`),
    ])
    .join('\n');
}
