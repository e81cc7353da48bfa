import { isJsonObject, parseJson } from '../../domain/json/json.ts';
import { invalidValue } from './errors.ts';

/** When a message has been received so often without being deleted, it goes to the other queue. */
export interface RedrivePolicy {
  readonly targetArn: string;
  readonly maxReceiveCount: number;
}

/** Reads the RedrivePolicy attribute; maxReceiveCount may be a number or a text (1 to 1,000). Empty means none. */
export function readRedrivePolicy(attribute: string | undefined): RedrivePolicy | undefined {
  if (attribute === undefined || attribute === '') return undefined;
  const policy = parseJson(attribute);
  const targetArn = isJsonObject(policy) ? policy.deadLetterTargetArn : undefined;
  const count = isJsonObject(policy) ? Number(policy.maxReceiveCount) : Number.NaN;
  if (typeof targetArn !== 'string') {
    throw invalidValue(
      'RedrivePolicy',
      attribute,
      'Redrive policy does not contain mandatory attribute: deadLetterTargetArn.',
    );
  }
  if (!Number.isInteger(count) || count < 1 || count > 1000) {
    const reason = `Invalid value for maxReceiveCount: ${count}, valid values are from 1 to 1000 both inclusive.`;
    throw invalidValue('RedrivePolicy', attribute, reason);
  }
  return { targetArn, maxReceiveCount: count };
}
