import { answerOf } from '../../../../src/domain/diagnosis/answer-findings.ts';
import type { HttpParameters, TargetInput } from '../../../../src/domain/eventbridge/target.ts';
import { renderEvent } from '../../../../src/domain/integration/rendering.ts';
import { mend } from '../../../../src/domain/repair/mend.ts';
import type { Edit } from '../../../../src/domain/repair/repair.ts';
import { type Repair, type RepairPolicy, SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { deployed, examine } from '../../../support/builders/examined.ts';
import { deadLetter } from '../../../support/builders/messages.ts';

export const PREFER_KEY: RepairPolicy = { ...SAFE_ONLY, prefer: 'key' };
export const PREFER_BASE64: RepairPolicy = { ...SAFE_ONLY, prefer: 'key_base64' };
export const TTL: RepairPolicy = { ...SAFE_ONLY, ttlSeconds: 300 };
export const mapping = (...pairs: [string, string][]): RepairPolicy => ({ ...SAFE_ONLY, mapCache: new Map(pairs) });

export interface Given {
  readonly detailType?: string;
  readonly http?: HttpParameters;
  readonly input?: TargetInput;
  readonly error?: string;
}

/** Mends raw detail text as the quick-start, or the given parameters, would read it. */
export function mended(
  detail: string,
  policy: RepairPolicy,
  { detailType = 'cacheSet', http, input, error }: Given = {},
): Repair {
  const letter = deadLetter({ detail, detailType, ...(error === undefined ? {} : { error }) });
  const { rendering } = examine(letter, deployed({ detailType, ...(http === undefined ? {} : { http }) }));
  if (rendering === undefined) throw new Error('nothing to mend');
  const { event, wiring } = rendering;
  const wired = input === undefined ? rendering : renderEvent(event, { ...wiring, input });
  return mend({ edits: [], event, rendering: wired }, answerOf(letter.error.text), policy);
}

/** The detail of a cacheSet as raw text. */
export const set = (keys: string, rest = '"ttl":60') => `{"cacheName":"c",${keys},"message":"m",${rest}}`;
/** An edit on one line. */
export const inShort = ({ path, before, after, kind }: Edit) => `${kind} ${path}: ${before} → ${after}`;
