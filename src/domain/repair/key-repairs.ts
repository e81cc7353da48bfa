import { valueAt } from '../eventbridge/json-path.ts';
import type { Rendering } from '../integration/rendering.ts';
import { bytesOfBase64, toBase64url } from '../momento/base64.ts';
import type { Change, RepairRule } from './edit-event.ts';
import type { RepairId, RepairPolicy } from './repair.ts';

/** The repairs of keys. */
export const KEY_REPAIRS = {
  'merge-keys': { kind: 'safe', causes: ['key-conflict'], changes: sameKey },
  'prefer-key': { kind: 'assumed', causes: ['key-conflict'], changes: preferredKey },
  'rewrite-base64': { kind: 'safe', causes: ['key-base64-invalid'], changes: asBase64url },
  'base64-as-text': { kind: 'assumed', causes: ['key-base64-invalid'], changes: asText },
} as const satisfies Partial<Record<RepairId, RepairRule>>;

/** Of two keys that are the same bytes, key_base64 goes. */
function sameKey(rendering: Rendering): readonly Change[] {
  const { keyBase64 } = rendering.call ?? {};
  if (keyBase64 === undefined || !areSame(rendering)) return [];
  const members = [{ about: 'keyBase64', path: keyBase64.from, json: undefined }] as const;
  return [{ members, reason: 'key and key_base64 are the same bytes; key is kept' }];
}

/** Of two keys that differ, the one that is not preferred goes. */
function preferredKey(rendering: Rendering, { prefer }: RepairPolicy): readonly Change[] {
  const { key, keyBase64 } = rendering.call ?? {};
  if (prefer === undefined || key?.value === undefined || keyBase64?.value === undefined) return [];
  if (areSame(rendering)) return [];
  const goes = prefer === 'key' ? keyBase64 : key;
  const members = [{ about: prefer === 'key' ? 'keyBase64' : 'key', path: goes.from, json: undefined }] as const;
  return [{ members, reason: `the keys differ; ${prefer} is kept`, value: prefer }];
}

function areSame(rendering: Rendering): boolean {
  const { key, keyBase64 } = rendering.call ?? {};
  if (key?.value === undefined || keyBase64?.value === undefined || !isPlainText(rendering, key.from)) return false;
  return bytesOfBase64(keyBase64.value)?.equals(Buffer.from(key.value, 'utf8')) ?? false;
}

/** A key_base64 that decodes is rewritten as Momento reads it: unpadded base64url. */
function asBase64url({ call }: Rendering): readonly Change[] {
  const keyBase64 = call?.keyBase64;
  const bytes = keyBase64?.value === undefined ? undefined : bytesOfBase64(keyBase64.value);
  if (keyBase64 === undefined || bytes === undefined || bytes.length === 0) return [];
  const json = JSON.stringify(toBase64url(bytes));
  const reason = 'the same bytes as unpadded base64url';
  return [{ members: [{ about: 'keyBase64', path: keyBase64.from, json }], reason }];
}

/** A key_base64 that does not decode becomes the key, where the target reads a key and the event has none. */
function asText(rendering: Rendering, { base64AsText }: RepairPolicy): readonly Change[] {
  const { key, keyBase64 } = rendering.call ?? {};
  if (!base64AsText || key === undefined || (key.value ?? '') !== '' || keyBase64?.value === undefined) return [];
  if (!isPlainText(rendering, keyBase64.from) || bytesOfBase64(keyBase64.value) !== undefined) return [];
  const members = [
    { about: 'keyBase64', path: keyBase64.from, json: undefined },
    { about: 'key', path: key.from, json: JSON.stringify(keyBase64.value) },
  ] as const;
  return [{ members, reason: 'it is not base64, so it is taken as the key itself' }];
}

/** Only of a text are the bytes certain: how EventBridge spells a number or half a surrogate pair is not documented. */
function isPlainText({ json }: Rendering, path: string): boolean {
  const value = valueAt(json, path);
  return typeof value === 'string' && value.isWellFormed();
}
