import { renderEvent } from '../diagnosis/event-findings.ts';
import type { EventEnvelope } from '../eventbridge/event.ts';
import type { Wiring } from '../integration/wiring.ts';
import type { CallMember, MomentoCall } from '../momento/call.ts';

/**
 * Does an edit change that member of the call to Momento and no other? A target may read one member of the event twice,
 * or send the whole event as the message: then a harmless edit of the key would store another message, for instance.
 */
export function changesOnly(about: CallMember, before: EventEnvelope, after: EventEnvelope, wiring: Wiring): boolean {
  const was = renderEvent(before, wiring).call;
  const is = renderEvent(after, wiring).call;
  if (was === undefined || is === undefined || was.operation !== is.operation) return false;
  const [changed, ...others] = CALL_MEMBERS.filter((member) => differs(was, is, member));
  return changed === about && others.length === 0;
}

const CALL_MEMBERS = Object.keys({
  cacheName: true,
  topicName: true,
  key: true,
  keyBase64: true,
  ttl: true,
  message: true,
} satisfies Record<CallMember, true>) as readonly CallMember[];

function differs(was: MomentoCall, is: MomentoCall, member: CallMember): boolean {
  if (was[member]?.value !== is[member]?.value) return true;
  return member === 'message' && was.message?.broken !== is.message?.broken;
}
