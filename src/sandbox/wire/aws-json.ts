import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { isJsonObject, parseJson } from '../../domain/json/json.ts';
import type { AwsCalls } from './aws-call.ts';
import { AwsError, type HttpAnswer, type HttpHandler, type HttpRequest, type JsonService } from './wire.ts';

/** What no service of AWS takes uncompressed. */
const LARGEST_UNZIPPED = 12 * 1024 * 1024;

/**
 * Serves AWS JSON 1.0 and 1.1 (awslabs.github.io/smithy, "AWS JSON protocol"): the operation is named by
 * `X-Amz-Target: Prefix.Operation`, input and output are JSON documents.
 */
export function createJsonProtocol(services: readonly JsonService[], calls: AwsCalls): HttpHandler {
  const byPrefix = new Map(services.map((service) => [service.targetPrefix, service]));
  return async (request) => {
    const [prefix = '', operation = ''] = (request.headers['x-amz-target'] ?? '').split('.');
    const service = byPrefix.get(prefix);
    if (service === undefined) return unknownOperation(`The sandbox has no service ${prefix}.`);
    try {
      const output = await calls.carryOut(operation, () => carryOut(service, operation, request));
      return output === 'cut' ? 'cut' : answer(service, 200, output);
    } catch (error) {
      if (error instanceof AwsError) return refusal(service, error);
      throw error;
    }
  };
}

function carryOut(service: JsonService, operation: string, request: HttpRequest) {
  if (!Object.hasOwn(service.operations, operation)) {
    throw new AwsError('UnknownOperationException', `The sandbox has no ${service.targetPrefix}.${operation}.`);
  }
  const input = request.body.length === 0 ? {} : parseJson(bodyText(request));
  if (!isJsonObject(input)) throw new AwsError('SerializationException', 'The request is no JSON object.');
  return service.operations[operation]?.(input, { signal: request.signal }) ?? {};
}

/** A body may be gzipped, as the SDKs do with large PutMetricData requests (smithy, "requestCompression"). */
function bodyText({ headers, body }: HttpRequest): string {
  if (headers['content-encoding'] !== 'gzip') return body.toString();
  try {
    return gunzipSync(body, { maxOutputLength: LARGEST_UNZIPPED }).toString();
  } catch {
    throw new AwsError('SerializationException', 'The body is not what gzip made of a request.');
  }
}

function answer(service: JsonService, status: number, output: object): HttpAnswer {
  return {
    status,
    headers: { 'content-type': service.contentType, 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify(output),
  };
}

/** Services that once spoke the query protocol keep its code in a header, and the SDKs believe that one first. */
function refusal(service: JsonService, error: AwsError): HttpAnswer {
  const name = service.errorName?.(error.code) ?? { type: error.code };
  const plain = answer(service, error.status, { __type: name.type, message: error.message });
  if (name.queryCode === undefined) return plain;
  const fault = error.status < 500 ? 'Sender' : 'Receiver';
  return { ...plain, headers: { ...plain.headers, 'x-amzn-query-error': `${name.queryCode};${fault}` } };
}

function unknownOperation(message: string): HttpAnswer {
  return {
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify({ __type: 'UnknownOperationException', message }),
  };
}
