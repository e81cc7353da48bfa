import type { Cause } from './cause.ts';
import { IN_THE_ANSWER } from './causes/answer.ts';
import { DELIVERY_CAUSES } from './causes/delivery.ts';
import { IN_THE_EVENT } from './causes/event.ts';
import { IN_THE_MESSAGE } from './causes/message.ts';

const ROWS = { ...IN_THE_MESSAGE, ...IN_THE_EVENT, ...IN_THE_ANSWER, ...DELIVERY_CAUSES };

/** A cause's id; the list is closed in code, but readers of the JSON must accept new ones. */
export type CauseId = keyof typeof ROWS;

/** Why a dead letter failed: the closed catalogue, as data. */
export const CATALOGUE: Readonly<Record<CauseId, Cause>> = ROWS;

/** All cause ids in catalogue order. */
export const CAUSE_IDS = Object.keys(ROWS) as readonly CauseId[];

/** Is the text a cause's id? */
export function isCauseId(text: string): text is CauseId {
  return Object.hasOwn(ROWS, text);
}
