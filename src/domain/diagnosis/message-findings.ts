import type { DeadLetter } from '../dead-letter/dead-letter.ts';
import type { ApiDestination, TargetInput } from '../eventbridge/target.ts';
import type { Lookup } from '../integration/lookup.ts';
import { callsMomento } from '../momento/hosts.ts';
import { quote } from '../text/printable.ts';
import { findIncomplete, findRecord } from './body-findings.ts';
import type { Finding } from './diagnosis.ts';

/** Where a message was to go, as far as it is deployed now. */
export interface Destined {
  readonly destination: Lookup<ApiDestination>;
  /** Hosts that the operator names as ours, besides Momento's. */
  readonly endpointHosts: readonly string[];
  /** The input settings of the target; undefined where they could not be read. */
  readonly input: TargetInput | undefined;
}

/** Faults of the message itself: not an event, another team's, one that cannot be read, or only the target's input. At most one. */
export function findInMessage(deadLetter: DeadLetter, destined: Destined): readonly Finding[] {
  const { body, text } = deadLetter;
  switch (body.kind) {
    case 'foreign':
      return [{ cause: 'not-an-event', confidence: 'certain', evidence: [{ field: 'body', quote: quote(text) }] }];
    case 'pipe':
    case 'bus-v2':
    case 'schedule':
      return [findRecord(body)];
    case 'encrypted':
      return [strangersTarget(deadLetter, destined) ?? findRecord(body)];
    case 'transformed':
      return [strangersTarget(deadLetter, destined) ?? findIncomplete(body, text, destined.input)];
    case 'envelope': {
      const stranger = strangersTarget(deadLetter, destined);
      return stranger === undefined ? [] : [stranger];
    }
  }
}

function strangersTarget(deadLetter: DeadLetter, { destination, endpointHosts }: Destined): Finding | undefined {
  if (deadLetter.targetArn === undefined) return undefined;
  if (deadLetter.destination === undefined) {
    return {
      cause: 'other-target',
      confidence: 'certain',
      evidence: [{ field: 'TARGET_ARN', quote: quote(deadLetter.targetArn) }],
    };
  }
  if (destination.kind !== 'found') return undefined;
  const { endpoint } = destination.value;
  if (callsMomento(endpoint, endpointHosts)) return undefined;
  return { cause: 'other-target', confidence: 'certain', evidence: [{ field: 'destination', quote: quote(endpoint) }] };
}
