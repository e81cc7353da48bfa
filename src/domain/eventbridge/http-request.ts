import type { JsonObject } from '../json/json.ts';
import { jsonText } from '../json/json-text.ts';
import { remembering } from '../text/remembering.ts';
import { isJsonPath, valueAt } from './json-path.ts';
import type { HttpParameters } from './target.ts';

/**
 * One value of a rendered request, with where it came from. `value` is undefined when its JSON path found nothing: as a
 * query parameter or header it is then sent as an empty text (see `sentText`).
 */
export interface RenderedValue {
  /** The JSON path or the constant of the HttpParameters. */
  readonly from: string;
  readonly value: string | undefined;
}

/** The HTTP request that an API destination sends. Body and credential are not in it. */
export interface RenderedRequest {
  readonly method: string;
  /** Percent-encoded, with the query; absolute where the endpoint is. An absent path value is an empty segment (not documented by AWS). */
  readonly url: string;
  /** Every segment of the path in order, those included that stand in the endpoint itself; values are not encoded. */
  readonly path: readonly RenderedValue[];
  /** Every parameter, those included that stand in the endpoint itself. */
  readonly query: ReadonlyMap<string, RenderedValue>;
  readonly headers: ReadonlyMap<string, RenderedValue>;
}

const ENDPOINT = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^?#]*)\??([^#]*)/i;

const partsOf = remembering((endpoint: string) => {
  const [, origin = '', path = '', query = ''] = ENDPOINT.exec(endpoint) ?? [];
  const constants = query === '' ? [] : [...new URLSearchParams(query)];
  return { origin, path, query, constants: constants.map(([name, value]) => [name, { from: value, value }] as const) };
});

/**
 * What EventBridge sends for a query parameter or header: an absent value as an empty text, numbers and booleans as text.
 * AWS does not document it. It rests on one recorded check against the service, of September 2026: a single source.
 */
export function sentText({ value }: RenderedValue): string {
  return value ?? '';
}

/**
 * Renders method, URL and parameters: `*` in the endpoint is filled in order from the path parameters; the query gets
 * every parameter, an absent one empty. Non-string JSON values are inserted as JSON text (`60` → `60`).
 * How AWS percent-encodes is not documented; RFC 3986 unreserved characters stay, the rest is encoded.
 */
export function renderRequest(
  destination: { readonly endpoint: string; readonly method: string },
  http: HttpParameters,
  event: JsonObject,
): RenderedRequest {
  const { origin, path, query: ownQuery, constants } = partsOf(destination.endpoint);
  const segments = fillSegments(path, http.path, event);
  const query = renderAll(http.query, event);
  const parameters = [...query].map(([name, value]) => `${encode(name)}=${encode(sentText(value))}`);
  const wholeQuery = [ownQuery, ...parameters].filter((part) => part !== '').join('&');
  const url = origin + segments.map((segment) => segment.encoded).join('/') + (wholeQuery && `?${wholeQuery}`);
  return {
    method: destination.method,
    url,
    path: segments.slice(path.startsWith('/') ? 1 : 0).map(({ from, value }) => ({ from, value })),
    query: new Map([...constants, ...query]),
    headers: renderAll(http.headers, event),
  };
}

interface Segment extends RenderedValue {
  readonly encoded: string;
}

/** A `*` for which there is no path parameter counts as absent (not documented by AWS). */
function fillSegments(path: string, parameters: readonly string[], event: JsonObject): readonly Segment[] {
  let used = 0;
  const next = (): RenderedValue => {
    const parameter = parameters[used];
    used += 1;
    return parameter === undefined ? { from: '*', value: undefined } : render(parameter, event);
  };
  return path.split('/').map((segment) => {
    if (segment === '*') {
      const filled = next();
      return { ...filled, encoded: encode(filled.value ?? '') };
    }
    const [first = '', ...others] = segment.split('*');
    let value = decode(first);
    let encoded = first;
    for (const other of others) {
      const filled = next().value ?? '';
      value += filled + decode(other);
      encoded += encode(filled) + other;
    }
    return { from: segment, value, encoded };
  });
}

function renderAll(parameters: Readonly<Record<string, string>>, event: JsonObject): Map<string, RenderedValue> {
  return new Map(Object.entries(parameters).map(([name, parameter]) => [name, render(parameter, event)]));
}

function render(parameter: string, event: JsonObject): RenderedValue {
  if (!isJsonPath(parameter)) return { from: parameter, value: parameter };
  const value = valueAt(event, parameter);
  return { from: parameter, value: value === undefined || typeof value === 'string' ? value : jsonText(value) };
}

/** Lone surrogates have no UTF-8 form: they are replaced with U+FFFD, as every encoder does. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
