import type { EventEnvelope } from '../eventbridge/event.ts';
import { isJsonObject, type JsonObject, type JsonValue, member, parseJson } from '../json/json.ts';
import { memberText } from '../json/slices.ts';
import type { Body } from './dead-letter.ts';

/** Decides by looking what a body is; never throws. `fromRule`: does the message carry a RULE_ARN? */
export function decodeBody(text: string, fromRule: boolean): Body {
  const value = parseJson(text);
  const event = value === undefined ? undefined : decodeEnvelope(value, text);
  if (event !== undefined) return { kind: 'envelope', event };
  return fromRule ? { kind: 'transformed', value } : { kind: 'foreign' };
}

/** An envelope has `id`, `detail-type`, `source` as texts and `detail` as an object, as every event on a bus does. */
function decodeEnvelope(value: JsonValue, text: string): EventEnvelope | undefined {
  if (!isJsonObject(value)) return undefined;
  const id = textMember(value, 'id');
  const detailType = textMember(value, 'detail-type');
  const source = textMember(value, 'source');
  const detail = member(value, 'detail');
  const detailText = memberText(text, 'detail');
  if (id === undefined || detailType === undefined || source === undefined) return undefined;
  if (!isJsonObject(detail) || detailText === undefined) return undefined;
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
