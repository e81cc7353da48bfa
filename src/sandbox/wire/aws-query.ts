import { randomUUID } from 'node:crypto';
import type { AwsCalls } from './aws-call.ts';
import { AwsError, type HttpAnswer, type HttpHandler, type QueryService } from './wire.ts';

/**
 * Serves the AWS query protocol (awslabs.github.io/smithy, "AWS query protocol"): `Action` and `Version` in a form body,
 * answers in XML. The services share one path; `Version` tells them apart.
 */
export function createQueryProtocol(services: readonly QueryService[], calls: AwsCalls): HttpHandler {
  const byVersion = new Map(services.map((service) => [service.version, service]));
  return async (request) => {
    const parameters = new URLSearchParams(request.body.toString());
    const action = parameters.get('Action') ?? '';
    const service = byVersion.get(parameters.get('Version') ?? '');
    try {
      const result = await calls.carryOut(action, () => carryOut(service, action, parameters));
      if (result === 'cut' || service === undefined) return 'cut';
      return success(service, action, result);
    } catch (error) {
      if (error instanceof AwsError) return refusal(service, error);
      throw error;
    }
  };
}

/** Text as it may stand between XML tags. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function carryOut(service: QueryService | undefined, action: string, parameters: URLSearchParams): string {
  const perform = service !== undefined && Object.hasOwn(service.actions, action) ? service.actions[action] : undefined;
  if (perform === undefined) {
    throw new AwsError('InvalidAction', `The sandbox has no action ${action} of version ${parameters.get('Version')}.`);
  }
  return perform(parameters);
}

function success(service: QueryService, action: string, result: string): HttpAnswer {
  const requestId = randomUUID();
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  const inner = `<${action}Result>${result}</${action}Result>${metadata}`;
  return xml(200, requestId, `<${action}Response xmlns="${service.namespace}">${inner}</${action}Response>`);
}

function refusal(service: QueryService | undefined, error: AwsError): HttpAnswer {
  const requestId = randomUUID();
  const fault = error.status < 500 ? 'Sender' : 'Receiver';
  const detail = `<Type>${fault}</Type><Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message>`;
  const inner = `<Error>${detail}</Error><RequestId>${requestId}</RequestId>`;
  const namespace = service === undefined ? '' : ` xmlns="${service.namespace}"`;
  return xml(error.status, requestId, `<ErrorResponse${namespace}>${inner}</ErrorResponse>`);
}

function xml(status: number, requestId: string, document: string): HttpAnswer {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body: document };
}
