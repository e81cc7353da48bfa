import { printableJson } from '../../domain/text/printable.ts';
import { remembering } from '../../domain/text/remembering.ts';

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

const remembered = remembering(printableJson);

/** The same as `valueText`, for values that are alike in most messages of a queue. */
export function repeatedText(value: unknown): string {
  return remembered(JSON.stringify(value) ?? 'null');
}
