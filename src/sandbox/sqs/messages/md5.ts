import { createHash } from 'node:crypto';
import type { MessageAttribute } from './message.ts';

/** The MD5 of a body's UTF-8 bytes, in hexadecimal. */
export function md5OfText(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/**
 * The MD5 of message attributes, in hexadecimal; `undefined` when there are none. The algorithm is in "Amazon SQS
 * Developer Guide, Amazon SQS message metadata": by name, each part with its length, then a byte for the transport type.
 */
export function md5OfAttributes(attributes: ReadonlyMap<string, MessageAttribute>): string | undefined {
  if (attributes.size === 0) return undefined;
  const hash = createHash('md5');
  for (const name of [...attributes.keys()].sort()) {
    const attribute = attributes.get(name) as MessageAttribute;
    for (const part of [Buffer.from(name), Buffer.from(attribute.dataType)]) hash.update(length(part)).update(part);
    const value = attributeBytes(attribute);
    hash.update(Uint8Array.of('text' in attribute ? 1 : 2));
    hash.update(length(value)).update(value);
  }
  return hash.digest('hex');
}

/** The bytes of an attribute's value. */
export function attributeBytes(attribute: MessageAttribute): Buffer {
  return 'text' in attribute ? Buffer.from(attribute.text) : Buffer.from(attribute.binary, 'base64');
}

function length(part: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(part.byteLength);
  return bytes;
}
