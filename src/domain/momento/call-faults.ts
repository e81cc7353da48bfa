import type { RenderedValue } from '../eventbridge/http-request.ts';
import { valueAt } from '../eventbridge/json-path.ts';
import type { JsonObject } from '../json/json.ts';
import { base64Kind, bytesOfBase64 } from './base64.ts';
import type { MomentoCall } from './call.ts';

/** The faults of a call, in the order in which they are judged. */
export type CallFaultId =
  | 'key-conflict'
  | 'key-missing'
  | 'key-invalid'
  | 'key-base64-invalid'
  | 'ttl-missing'
  | 'ttl-invalid'
  | 'message-missing'
  | 'message-unrenderable'
  | 'cache-name-missing'
  | 'topic-name-missing';

/** One fault, and the members that are at fault: the JSON path that the target reads, or the parameter's name where it reads none. */
export interface CallFault {
  readonly fault: CallFaultId;
  readonly at: readonly { readonly path: string; readonly value: string | undefined }[];
}

/**
 * Judges the rendered request, not the JSON types of the event: `ttl: "60"` is sent as 60 and is fine. Only where a
 * rendered text would hide that the event holds no text or number (an object as key) is the event itself asked. An absent
 * key and an empty one reach Momento alike, so an empty one beside another key is no fault.
 * Size and the greatest ttl depend on the account and are not judged.
 */
export function faultsOf(call: MomentoCall, event: JsonObject): readonly CallFault[] {
  return [...keyFaults(call, event), ...ttlFaults(call), ...messageFaults(call), ...nameFaults(call, event)];
}

function keyFaults({ operation, key, keyBase64 }: MomentoCall, event: JsonObject): readonly CallFault[] {
  if (operation === 'topicPublish') return [];
  const places = [place(key, 'key'), place(keyBase64, 'key_base64')];
  const faults: CallFault[] = [];
  if (hasText(key) && hasText(keyBase64)) faults.push({ fault: 'key-conflict', at: places });
  const isKeyless = !hasText(key) && !hasText(keyBase64);
  if (isKeyless && !isThere(key) && !isThere(keyBase64)) faults.push({ fault: 'key-missing', at: places });
  if (isKeyless && isThere(key)) faults.push(faultAt('key-invalid', key));
  if (isKeyless && isThere(keyBase64)) faults.push(faultAt('key-invalid', keyBase64));
  if (hasText(key) && !isPlain(key, event)) faults.push(faultAt('key-invalid', key));
  if (hasText(keyBase64)) {
    const isEmpty = bytesOfBase64(keyBase64.value)?.length === 0;
    if (isEmpty || !isPlain(keyBase64, event)) faults.push(faultAt('key-invalid', keyBase64));
    else if (base64Kind(keyBase64.value) !== 'base64url') faults.push(faultAt('key-base64-invalid', keyBase64));
  }
  return faults;
}

function ttlFaults({ operation, ttl }: MomentoCall): readonly CallFault[] {
  if (operation !== 'cacheSet') return [];
  if (!isThere(ttl)) return [{ fault: 'ttl-missing', at: [place(ttl, 'ttl_seconds')] }];
  const isSeconds = /^\d+$/.test(ttl.value) && /[1-9]/.test(ttl.value);
  return isSeconds ? [] : [faultAt('ttl-invalid', ttl)];
}

/** A null, a list or an object names nothing, though it would be sent as JSON text. */
function nameFaults({ operation, cacheName, topicName }: MomentoCall, event: JsonObject): readonly CallFault[] {
  const isNameless = (name: RenderedValue | undefined): boolean =>
    !isThere(name) || name.value === '' || !isPlain(name, event);
  const faults: CallFault[] = [];
  if (isNameless(cacheName)) faults.push({ fault: 'cache-name-missing', at: [place(cacheName, 'cacheName')] });
  if (operation === 'topicPublish' && isNameless(topicName)) {
    faults.push({ fault: 'topic-name-missing', at: [place(topicName, 'topicName')] });
  }
  return faults;
}

function messageFaults({ message }: MomentoCall): readonly CallFault[] {
  if (message === undefined) return [];
  const faults: CallFault[] = [];
  if (message.value === undefined) faults.push(faultAt('message-missing', message));
  if (message.broken) faults.push(faultAt('message-unrenderable', message));
  return faults;
}

type Present = RenderedValue & { readonly value: string };

function isThere(value: RenderedValue | undefined): value is Present {
  return value?.value !== undefined;
}

/** Does Momento get a text there that is not empty? */
function hasText(value: RenderedValue | undefined): value is Present {
  return isThere(value) && value.value !== '';
}

/** Is it a constant, or does the event hold a text, a number or a boolean there? */
function isPlain({ from }: RenderedValue, event: JsonObject): boolean {
  return typeof valueAt(event, from) !== 'object';
}

function place(value: RenderedValue | undefined, name: string): CallFault['at'][number] {
  return { path: value?.from ?? name, value: value?.value };
}

function faultAt(fault: CallFaultId, value: RenderedValue): CallFault {
  return { fault, at: [{ path: value.from, value: value.value }] };
}
