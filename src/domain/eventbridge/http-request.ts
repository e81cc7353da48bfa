import type { JsonObject } from '../json/json.ts';
import type { HttpParameters } from './target.ts';

/** One value of a rendered request, with where it came from; `value` is undefined when its JSON path found nothing. */
export interface RenderedValue {
  /** The JSON path or the constant of the HttpParameters. */
  readonly from: string;
  readonly value: string | undefined;
}

/** The HTTP request that an API destination sends. Body and credential are not in it. */
export interface RenderedRequest {
  readonly method: string;
  /** Absolute, percent-encoded, with the query. Absent query values are left out; an absent path value is an empty segment (not documented by AWS). */
  readonly url: string;
  readonly path: readonly RenderedValue[];
  readonly query: ReadonlyMap<string, RenderedValue>;
  readonly headers: ReadonlyMap<string, RenderedValue>;
}

/**
 * Renders method, URL and parameters: `*` in the endpoint is filled in order from the path parameters; the query gets
 * every parameter whose value exists. Non-string JSON values are inserted as JSON text (`60` → `60`).
 * How AWS percent-encodes is not documented; RFC 3986 unreserved characters stay, the rest is encoded.
 */
export function renderRequest(
  _destination: { readonly endpoint: string; readonly method: string },
  _http: HttpParameters,
  _event: JsonObject,
): RenderedRequest {
  throw new Error('to be written');
}
