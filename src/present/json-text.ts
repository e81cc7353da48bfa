import { printableJson } from '../domain/text/printable.ts';

/** An object as JSON text from members that are JSON texts already, so that an event's own bytes need not be parsed and written anew. */
export function objectText(members: Readonly<Record<string, string | undefined>>, separator = ','): string {
  const written = Object.entries(members).flatMap(([name, json]) =>
    json === undefined ? [] : [`${JSON.stringify(name)}:${json}`],
  );
  return `{${written.join(separator)}}`;
}

/** Plain values as JSON text without anything that a terminal could act upon. */
export function valueText(value: unknown): string {
  return printableJson(JSON.stringify(value) ?? 'null');
}
