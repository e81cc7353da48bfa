import type { DeadLetter } from '../../domain/dead-letter/dead-letter.ts';
import type { MessageAttribute } from '../../domain/dead-letter/message.ts';
import { MASKED } from '../../domain/secrets/chosen.ts';
import { holdsCredential } from '../../domain/secrets/mask.ts';

/**
 * The message as it was received. `attributes` is what SendMessage takes as MessageAttributes, with binary values as
 * base64, which is how the AWS CLI takes them. `masked`: something was taken out, so this is no exact copy.
 */
export function rawJson({ text, attributes, systemAttributes }: DeadLetter) {
  const sendable = Object.entries(attributes).map(([name, attribute]) => [name, attributeJson(attribute)] as const);
  const received = { body: text, attributes: Object.fromEntries(sendable), systemAttributes };
  const json = JSON.stringify(received);
  return { masked: holdsCredential(json) || json.includes(MASKED), ...received };
}

function attributeJson({ dataType, text, base64 }: MessageAttribute) {
  return base64 === undefined ? { DataType: dataType, StringValue: text } : { DataType: dataType, BinaryValue: base64 };
}
