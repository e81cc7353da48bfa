import type { EventEnvelope } from '../eventbridge/event.ts';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../json/json.ts';
import { memberText } from '../json/slices.ts';

/**
 * The event of a JSON value; `undefined` where the value is not an event. An envelope has `id`, `detail-type`, `source` as texts
 * and `detail` as an object, as every event on a bus does. `textOf` gives the value's JSON text and is asked only for an
 * envelope.
 */
export function decodeEnvelope(
  value: JsonValue | undefined,
  textOf: () => string | undefined,
): EventEnvelope | undefined {
  if (!isJsonObject(value)) return undefined;
  const id = textMember(value, 'id');
  const detailType = textMember(value, 'detail-type');
  const source = textMember(value, 'source');
  const detail = member(value, 'detail');
  if (id === undefined || detailType === undefined || source === undefined || !isJsonObject(detail)) return undefined;
  const text = textOf();
  const detailText = text === undefined ? undefined : memberText(text, 'detail');
  if (detailText === undefined) return undefined;
  const resources = member(value, 'resources');
  return {
    id,
    detailType,
    source,
    account: textMember(value, 'account'),
    region: textMember(value, 'region'),
    time: textMember(value, 'time'),
    resources: Array.isArray(resources) ? resources.filter((entry) => typeof entry === 'string') : [],
    detail,
    detailText,
  };
}

function textMember(object: JsonObject, name: string): string | undefined {
  const value = member(object, name);
  return typeof value === 'string' ? value : undefined;
}
