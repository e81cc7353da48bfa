import { decodeDeadLetter } from '../../src/domain/dead-letter/decode.ts';
import type { ReceivedMessage } from '../../src/domain/dead-letter/message.ts';
import { CATALOGUE, type CauseId } from '../../src/domain/diagnosis/catalogue.ts';
import type { Examined } from '../../src/domain/diagnosis/examined.ts';
import type { DeployedTarget } from '../../src/domain/integration/wiring.ts';
import { decide, type Inspection, inspect } from '../../src/domain/redrive/decide.ts';
import type { Decision, SendPolicy } from '../../src/domain/redrive/decision.ts';
import { SAFE_ONLY } from '../../src/domain/repair/repair.ts';
import type { ChosenPath } from '../../src/domain/secrets/chosen.ts';
import { set } from '../support/builders/assignments.ts';
import { deployed, examine, NOTHING_READABLE } from '../support/builders/examined.ts';

/** A message with all that is made of it before anything is shown or sent. */
export interface Judged {
  readonly examined: Examined;
  readonly theme: Inspection;
  readonly decisions: readonly Decision[];
  /** What the operator wants masked. */
  readonly chosen: readonly ChosenPath[];
}

const CAUSES = Object.keys(CATALOGUE) as readonly CauseId[];

/** What operators may allow: nothing, what is safe, everything. */
const POLICIES: readonly SendPolicy[] = [
  { fix: false, repair: SAFE_ONLY, resolved: new Set() },
  { fix: true, repair: SAFE_ONLY, resolved: new Set() },
  {
    fix: true,
    repair: { ...SAFE_ONLY, prefer: 'key', ttlSeconds: 300, mapCache: new Map([['sessions', 'others']]) },
    resolved: new Set(CAUSES),
  },
  { fix: true, repair: { ...SAFE_ONLY, prefer: 'key_base64', ttlSeconds: 1 }, resolved: new Set(CAUSES) },
  {
    fix: true,
    repair: {
      ...SAFE_ONLY,
      base64AsText: true,
      maxTtlSeconds: 60,
      escapeMessage: true,
      set: ['source=shop', 'detail-type=cacheSet', 'detail.cacheName=c', 'detail.key.of.it=k'].map(set),
    },
    resolved: new Set(CAUSES),
  },
  {
    fix: true,
    repair: { ...SAFE_ONLY, escapeMessage: true, set: ['source=shop', 'detail.key=k', 'detail.ttl=9'].map(set) },
    resolved: new Set(CAUSES),
  },
];

/** What may be deployed where the message comes from. */
const DEPLOYED: readonly DeployedTarget[] = [
  deployed({ pattern: '{"detail-type":["cacheSet"]}' }),
  deployed({ detailType: 'cacheDelete' }),
  deployed({ detailType: 'topicPublish' }),
  deployed({ input: { kind: 'path', path: '$.detail' } }),
  deployed({ input: { kind: 'transformer', paths: {}, template: '{"event": <aws.events.event.json>}' } }),
  deployed({ endpoint: 'https://another.example/' }),
  NOTHING_READABLE,
];

/** Decodes, diagnoses and decides as a redrive does, with what is deployed and allowed taken in turn. */
export function judge(message: ReceivedMessage, index: number, chosen: readonly ChosenPath[] = []): Judged {
  const examined = examine(decodeDeadLetter(message), taken(DEPLOYED, index));
  return {
    examined,
    theme: inspect(examined),
    decisions: [0, 1].map((next) => decide(examined, taken(POLICIES, index + next))),
    chosen,
  };
}

function taken<T>(from: readonly T[], index: number): T {
  return from[index % from.length] as T;
}
