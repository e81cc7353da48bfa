import type { Body, DeadLetter } from '../dead-letter/dead-letter.ts';
import { valueAt } from '../eventbridge/json-path.ts';
import type { ApiDestination, TargetInput } from '../eventbridge/target.ts';
import type { Lookup } from '../integration/lookup.ts';
import { parseJson } from '../json/json.ts';
import { callsMomento } from '../momento/hosts.ts';
import { quote } from '../text/printable.ts';
import { findIncomplete, findRecord } from './body-findings.ts';
import type { Evidence, Finding } from './diagnosis.ts';

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
      return [
        { cause: 'not-an-event', confidence: 'certain', evidence: [bodyOf(deadLetter), ...senderOf(deadLetter)] },
      ];
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
      return stranger === undefined ? notFromARule(deadLetter, body) : [stranger];
    }
  }
}

/** A whole event that another service or a person put into the queue: nothing says which rule it belongs to. */
function notFromARule(deadLetter: DeadLetter, { within }: Body & { readonly kind: 'envelope' }): readonly Finding[] {
  if (Object.hasOwn(deadLetter.attributes, 'RULE_ARN')) return [];
  const place = within === undefined ? [] : [{ field: 'body', quote: quote(`the event is its member ${within}`) }];
  return [
    {
      cause: 'not-from-a-rule',
      confidence: 'certain',
      evidence: [{ field: 'RULE_ARN', quote: 'absent' }, ...place, ...senderOf(deadLetter)],
    },
  ];
}

function bodyOf({ text }: DeadLetter): Evidence {
  return { field: 'body', quote: quote(text) };
}

/** The service that made the message, where its form shows it. */
function senderOf({ text, attributes }: DeadLetter): readonly Evidence[] {
  const value = parseJson(text);
  const at = (path: string) => {
    const found = value === undefined ? undefined : valueAt(value, path);
    return typeof found === 'string' ? found : undefined;
  };
  const named = (sender: string): readonly Evidence[] => [{ field: 'made by', quote: quote(sender, LONGEST_SENDER) }];
  const functionArn = at('$.requestContext.functionArn');
  if (functionArn !== undefined) return named(`an AWS Lambda destination, for ${functionArn}`);
  const topicArn = at('$.TopicArn');
  if (topicArn !== undefined && at('$.Type') === 'Notification') return named(`Amazon SNS, for ${topicArn}`);
  // Lambda developer guide, "Adding a dead-letter queue".
  const isLambda = ['RequestID', 'ErrorCode', 'ErrorMessage'].every((name) => Object.hasOwn(attributes, name));
  return isLambda ? named('the dead letter queue of an AWS Lambda function') : [];
}

/** An ARN is of no use when it is cut. */
const LONGEST_SENDER = 300;

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
