import type { ReceivedMessage } from '../../src/domain/dead-letter/message.ts';
import { FORM_RULES } from '../../src/domain/secrets/rules.ts';
import { CREDENTIALS, PASSWORD } from '../support/builders/credentials.ts';
import type { Draw } from './draw.ts';

/** A message with a credential in it, and the pieces of it that no output may hold. */
export interface Planted {
  readonly message: ReceivedMessage;
  readonly needles: readonly string[];
  /** The credential as it was put there; a message without it has another fault. */
  readonly piece: string;
}

const pem = FORM_RULES.find(({ id }) => id === 'pem')?.example ?? (['', ''] as const);

/** What stands for itself wherever it is put. */
const SECRETS: readonly { readonly text: string; readonly secret: string }[] = [
  // The first half of a credential says who gave it, and the last four characters are shown.
  ...Object.values(CREDENTIALS).map((text) => ({ text, secret: text.slice(text.length / 2, -8) })),
  { text: `"authorization":"${PASSWORD}"`, secret: PASSWORD },
  { text: `Authorization: Bearer ${PASSWORD}`, secret: PASSWORD },
  { text: `?auth_token=${PASSWORD}&x=`, secret: PASSWORD },
  // Of an address and of a private key only a part is secret; of the others all but the end.
  ...FORM_RULES.filter(({ id }) => id !== 'url' && id !== 'pem' && id !== 'azure').map(({ example }) => {
    const text = example.join('');
    return { text, secret: text.length < 32 ? text : text.slice(0, -4) };
  }),
  { text: `postgres://shop:${PASSWORD}@db.example.com/shop`, secret: PASSWORD },
  { text: pem.join(''), secret: pem[1].split('\n')[1] ?? '' },
  ...['password', 'client_secret', 'accessToken', 'Set-Cookie', 'secretAccessKey', 'connectionString'].map((name) => ({
    text: `"${name}":"${PASSWORD}"`,
    secret: PASSWORD,
  })),
  ...['password', 'client_secret', 'accessToken', 'X-Amz-Security-Token'].map((name) => ({
    text: `&${name}=${PASSWORD}&x=`,
    secret: PASSWORD,
  })),
];

const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
const inUnicode = (text: string) =>
  [...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

const DISGUISES: readonly ((text: string) => string)[] = [
  (text) => text,
  escaped,
  (text) => escaped(escaped(text)),
  (text) => escaped(escaped(escaped(text))),
  inUnicode,
  encodeURIComponent,
  (text) => escaped(`{"a":${JSON.stringify(text)}}`),
];

/** Puts a credential into the body or an attribute, in one of the ways in which it may be written there. */
export function planted(message: ReceivedMessage, draw: Draw): Planted {
  const { text, secret } = draw.pick(SECRETS);
  const disguise = draw.pick(DISGUISES);
  const needles = [...windows(secret, 12), ...windows(disguise(secret), 30)];
  const piece = ` ${disguise(text)} `;
  const names = Object.keys(message.attributes);
  if (names.length === 0 || draw.chance(0.7))
    return { message: { ...message, body: put(message.body, piece, draw) }, needles, piece };
  const name = draw.pick(names);
  const attribute = { dataType: 'String', text: put(message.attributes[name]?.text ?? '', piece, draw) };
  const attributes = Object.fromEntries([...Object.entries(message.attributes), [name, attribute]]);
  return { message: { ...message, attributes }, needles, piece };
}

/** Into a string of the text where there is one, so that the text stays what it was. */
function put(text: string, piece: string, draw: Draw): string {
  const quote = draw.chance(0.8) ? text.indexOf('"', draw.int(text.length + 1)) : -1;
  const at = quote < 0 ? draw.int(text.length + 1) : quote + 1;
  return text.slice(0, at) + piece + text.slice(at);
}

/** Some pieces of that length; between them they cover half of it. */
function windows(text: string, length: number): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at + length <= text.length; at += length * 2) found.push(text.slice(at, at + length));
  return found;
}
