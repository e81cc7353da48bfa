import { valueAt } from '../eventbridge/json-path.ts';
import type { Rendering } from '../integration/rendering.ts';
import { bytesOfBase64, toBase64url } from '../momento/base64.ts';
import type { Change } from './edit-event.ts';
import type { RepairPolicy } from './repair.ts';

/** Of two keys one goes: key_base64 where both are the same bytes, else the one that is not preferred. */
export function oneKey(rendering: Rendering, { prefer }: RepairPolicy): readonly Change[] {
  const { key, keyBase64 } = rendering.call ?? {};
  if (key?.value === undefined || keyBase64?.value === undefined) return [];
  const bytes = bytesOfBase64(keyBase64.value);
  const without = (about: 'key' | 'keyBase64', reason: string, kind: Change['kind']): Change => ({
    members: [{ about, path: about === 'key' ? key.from : keyBase64.from, json: undefined }],
    reason,
    kind,
  });
  if (isPlainText(rendering, key.from) && bytes?.equals(Buffer.from(key.value, 'utf8'))) {
    return [without('keyBase64', 'key and key_base64 are the same bytes; key is kept', 'safe')];
  }
  if (prefer === undefined) return [];
  return [
    without(prefer === 'key' ? 'keyBase64' : 'key', `the keys differ; --prefer ${prefer} keeps that one`, 'assumed'),
  ];
}

/** A key_base64 that decodes is spelt as Momento reads it: unpadded base64url. */
export function asBase64url({ call }: Rendering): readonly Change[] {
  const keyBase64 = call?.keyBase64;
  const bytes = keyBase64?.value === undefined ? undefined : bytesOfBase64(keyBase64.value);
  if (keyBase64 === undefined || bytes === undefined || bytes.length === 0) return [];
  const json = JSON.stringify(toBase64url(bytes));
  const reason = 'the same bytes as unpadded base64url';
  return [{ members: [{ about: 'keyBase64', path: keyBase64.from, json }], reason, kind: 'safe' }];
}

/** A key_base64 that does not decode becomes the key, where the target reads a key and the event has none. */
export function asText(rendering: Rendering, { base64AsText }: RepairPolicy): readonly Change[] {
  const { key, keyBase64 } = rendering.call ?? {};
  if (!base64AsText || key === undefined || (key.value ?? '') !== '' || keyBase64?.value === undefined) return [];
  if (!isPlainText(rendering, keyBase64.from) || bytesOfBase64(keyBase64.value) !== undefined) return [];
  const members = [
    { about: 'keyBase64', path: keyBase64.from, json: undefined },
    { about: 'key', path: key.from, json: JSON.stringify(keyBase64.value) },
  ] as const;
  return [{ members, reason: '--base64-as-text: it is no base64, so it is taken for the key itself', kind: 'assumed' }];
}

/** Only of a text are the bytes certain: how EventBridge spells a number or half a surrogate pair is not documented. */
function isPlainText({ json }: Rendering, path: string): boolean {
  const value = valueAt(json, path);
  return typeof value === 'string' && value.isWellFormed();
}
