import type { DeadLetter } from '../dead-letter/dead-letter.ts';
import type { ApiDestination } from '../eventbridge/target.ts';
import type { Looked } from '../integration/looked.ts';
import { isMomentoHost } from '../momento/hosts.ts';
import { quote } from '../text/printable.ts';
import type { Finding } from './diagnosis.ts';

/** Faults of the message itself: not an event, another team's, or only the target's input. At most one. */
export function findInMessage(
  deadLetter: DeadLetter,
  destination: Looked<ApiDestination>,
  endpointHosts: readonly string[],
): readonly Finding[] {
  if (deadLetter.body.kind === 'foreign') {
    return [
      { cause: 'not-an-event', confidence: 'certain', evidence: [{ field: 'body', quote: quote(deadLetter.text) }] },
    ];
  }
  const stranger = strangersTarget(deadLetter, destination, endpointHosts);
  if (stranger !== undefined) return [stranger];
  if (deadLetter.body.kind === 'transformed') {
    return [
      {
        cause: 'event-incomplete',
        confidence: 'certain',
        evidence: [{ field: 'body', quote: quote(deadLetter.text) }],
      },
    ];
  }
  return [];
}

function strangersTarget(
  deadLetter: DeadLetter,
  destination: Looked<ApiDestination>,
  endpointHosts: readonly string[],
): Finding | undefined {
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
  const host = hostOf(endpoint);
  if (
    host !== undefined &&
    (isMomentoHost(host.name) || endpointHosts.some((own) => [host.name, host.withPort].includes(own.toLowerCase())))
  ) {
    return undefined;
  }
  return { cause: 'other-target', confidence: 'certain', evidence: [{ field: 'destination', quote: quote(endpoint) }] };
}

function hostOf(endpoint: string): { name: string; withPort: string } | undefined {
  const url = URL.parse(endpoint);
  return url === null ? undefined : { name: url.hostname, withPort: url.host };
}
