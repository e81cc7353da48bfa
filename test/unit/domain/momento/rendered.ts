import { renderRequest } from '../../../../src/domain/eventbridge/http-request.ts';
import type { HttpParameters, TargetInput } from '../../../../src/domain/eventbridge/target.ts';
import { renderInput } from '../../../../src/domain/eventbridge/target-input.ts';
import type { JsonObject } from '../../../../src/domain/json/json.ts';
import { callOf, type MomentoCall } from '../../../../src/domain/momento/call.ts';
import { quickStartTarget } from '../../../../src/domain/momento/contract.ts';

/** What a test changes of the quick-start's target. */
export interface Changes {
  readonly endpoint?: string;
  readonly method?: string;
  readonly http?: HttpParameters;
  readonly input?: TargetInput;
}

/** The call that an event makes through the quick-start's target, or through one that differs from it. */
export function callThrough(detailType: string, event: JsonObject, changes: Changes = {}): MomentoCall | undefined {
  const target = quickStartTarget(detailType);
  if (target === undefined) throw new Error(`no target for ${detailType}`);
  const destination = {
    endpoint: changes.endpoint ?? target.destination.endpoint,
    method: changes.method ?? target.destination.method,
  };
  const input = changes.input ?? target.input;
  const request = renderRequest(destination, changes.http ?? target.http, event);
  return callOf(
    request,
    renderInput(input, event, () => JSON.stringify(event)),
    input,
  );
}
