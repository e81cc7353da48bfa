import { isJsonObject } from '../../../domain/json/json.ts';
import type { Faults } from '../../faults/faults.ts';
import { AwsError } from '../../wire/wire.ts';
import { type Input, optionalText, wrongType } from './input.ts';

/** "Amazon SQS message quotas": entries of a batch. */
const MOST_ENTRIES = 10;

const ENTRY_ID = /^[\w-]{1,80}$/;

/** The entries of a batch request, checked as AWS checks them before it looks into any of them. */
export function readBatch(input: Input, entryShape: string): readonly Input[] {
  const given = Object.hasOwn(input, 'Entries') ? input.Entries : undefined;
  if (given !== undefined && given !== null && !Array.isArray(given)) throw wrongType('Entries');
  const entries: readonly unknown[] = given ?? [];
  if (entries.length === 0) {
    throw new AwsError('EmptyBatchRequest', `There should be at least one ${entryShape} in the request.`);
  }
  if (entries.length > MOST_ENTRIES) {
    const message = `Maximum number of entries per request are ${MOST_ENTRIES}. You have sent ${entries.length}.`;
    throw new AwsError('TooManyEntriesInBatchRequest', message);
  }
  const read = entries.map((entry) => {
    if (!isJsonObject(entry)) throw wrongType('Entries');
    return entry;
  });
  checkIds(read.map((entry) => optionalText(entry, 'Id') ?? ''));
  return read;
}

/** Carries each entry out on its own; an entry that is refused, or that a fault strikes, is named in `Failed`. */
export function carryOutBatch(
  operation: string,
  entries: readonly Input[],
  faults: Faults,
  carryOut: (entry: Input) => Record<string, unknown>,
): Record<string, unknown> {
  const successful: Record<string, unknown>[] = [];
  const failed: Record<string, unknown>[] = [];
  for (const entry of entries) {
    try {
      strikeEntry(operation, faults);
      successful.push({ Id: entry.Id, ...carryOut(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      failed.push({ Id: entry.Id, SenderFault: error.status < 500, Code: error.code, Message: error.message });
    }
  }
  return {
    ...(successful.length > 0 && { Successful: successful }),
    ...(failed.length > 0 && { Failed: failed }),
  };
}

function strikeEntry(operation: string, faults: Faults): void {
  const fault = faults.strike(operation, 'entry');
  if (fault === undefined) return;
  throw new AwsError(fault.code ?? 'InternalError', fault.message ?? 'A fault on demand.', fault.status ?? 500);
}

function checkIds(ids: readonly string[]): void {
  if (ids.some((id) => !ENTRY_ID.test(id))) {
    const rule = 'A batch entry id can only contain alphanumeric characters, hyphens and underscores.';
    throw new AwsError('InvalidBatchEntryId', `${rule} It can be at most 80 letters long.`);
  }
  const repeated = ids.find((id, at) => ids.indexOf(id) !== at);
  if (repeated !== undefined) throw new AwsError('BatchEntryIdsNotDistinct', `Id ${repeated} repeated.`);
}
