import { isReservedSource } from '../../../domain/eventbridge/event.ts';
import { isJsonObject, parseJson } from '../../../domain/json/json.ts';
import { AwsError } from '../../wire/wire.ts';
import type { Given } from '../records.ts';

/** An entry of PutEvents that is in order; `time` in epoch milliseconds where it was given. */
export interface PutEntry {
  readonly source: string;
  readonly detailType: string;
  readonly detail: string;
  readonly resources: readonly string[];
  readonly time: number | undefined;
  readonly traceHeader: string | undefined;
  readonly bus: string | undefined;
}

/** An entry that PutEvents refuses without refusing the request. */
export interface EntryError {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

const TIME_BYTES = 14;

/** Reads an entry in the order in which AWS complains; throws SerializationException for a member of the wrong type. */
export function readEntry(given: Given): PutEntry | EntryError {
  const source = textOf(given, 'Source');
  const detailType = textOf(given, 'DetailType');
  const detail = textOf(given, 'Detail');
  const bus = textOf(given, 'EventBusName');
  if (!source) return argument('Source', 'Source is a required argument.');
  if (source.length > 256) return argument('Source', 'Source must not be longer than 256 characters.');
  if (!detailType) return argument('DetailType', 'DetailType is a required argument.');
  if (detailType.length > 128) return argument('DetailType', 'DetailType must not be longer than 128 characters.');
  if (!detail) return argument('Detail', 'Detail is a required argument.');
  if (isReservedSource(source)) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  if (!isJsonObject(parseJson(detail))) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  if (bus !== undefined && !/^[/.\-_A-Za-z0-9:]{1,1600}$/.test(bus)) {
    return argument('EventBusName', 'EventBusName is malformed.');
  }
  const traceHeader = textOf(given, 'TraceHeader');
  if (traceHeader !== undefined && traceHeader.length > 500) {
    return argument('TraceHeader', 'TraceHeader must not be longer than 500 characters.');
  }
  return { source, detailType, detail, resources: resourcesOf(given), time: timeOf(given), traceHeader, bus };
}

/** The entry's size as EventBridge counts it. Source: user guide, "Calculating PutEvents event entry size". */
export function entryBytes(given: Given): number {
  const texts = [textOf(given, 'Source'), textOf(given, 'DetailType'), textOf(given, 'Detail'), ...resourcesOf(given)];
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), 0);
  return bytes + (given.Time === undefined || given.Time === null ? 0 : TIME_BYTES);
}

function textOf(given: Given, name: string): string | undefined {
  const value = given[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new AwsError('SerializationException', `${name} is not a string.`);
  return value;
}

function resourcesOf(given: Given): readonly string[] {
  const value = given.Resources ?? [];
  if (!Array.isArray(value) || value.some((element) => typeof element !== 'string')) {
    throw new AwsError('SerializationException', 'Resources is not a list of strings.');
  }
  return value;
}

/** JSON 1.1 carries a timestamp as epoch seconds; EventBridge keeps whole seconds. */
function timeOf(given: Given): number | undefined {
  const value = given.Time;
  if (value === undefined || value === null) return undefined;
  const milliseconds = typeof value === 'number' ? Math.floor(value) * 1000 : Number.NaN;
  if (Number.isNaN(new Date(milliseconds).getTime())) {
    throw new AwsError('SerializationException', 'Time is not a timestamp.');
  }
  return milliseconds;
}

function argument(name: string, reason: string): EntryError {
  return { ErrorCode: 'InvalidArgument', ErrorMessage: `Parameter ${name} is not valid. Reason: ${reason}` };
}
