import type { Rendering } from '../integration/rendering.ts';
import type { CallMember, MomentoCall } from '../momento/call.ts';

/**
 * Does an edit change these members of the call to Momento and no other? A target may read one member of the event twice,
 * or send the whole event as the message: then a harmless edit of the key would store another message, for instance.
 */
export function changesOnly(about: readonly CallMember[], before: Rendering, after: Rendering): boolean {
  const [was, is] = [before.call, after.call];
  if (was === undefined || is === undefined || was.operation !== is.operation) return false;
  return CALL_MEMBERS.every((member) => differs(was, is, member) === about.includes(member));
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
