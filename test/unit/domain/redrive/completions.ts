import type { CauseId } from '../../../../src/domain/diagnosis/catalogue.ts';
import { decide } from '../../../../src/domain/redrive/decide.ts';
import type { Decision } from '../../../../src/domain/redrive/decision.ts';
import { type RepairPolicy, SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { set } from '../../../support/builders/assignments.ts';
import { type Deployment, examined } from '../../../support/builders/examined.ts';
import { envelopeText, type Sample } from '../../../support/builders/messages.ts';

export const QUICK_START: Deployment = { pattern: '{"detail-type":["cacheSet"]}' };
export const NAMES_BOTH: Deployment = { pattern: '{"detail-type":["cacheSet"],"source":["shop"]}' };
export const DETAIL: Deployment = { ...NAMES_BOTH, input: { kind: 'path', path: '$.detail' } };
export const EMBEDS: Deployment = {
  input: { kind: 'transformer', paths: {}, template: '{"event": <aws.events.event.json>}' },
};
export const PAID: Sample = { body: '"paid"', code: 'TIMEOUT' };
export const WHOLE_DETAIL: Sample = { body: '{"cacheName":"c","key":"k","message":"m","ttl":60}', code: 'TIMEOUT' };
export const NESTED: Sample = {
  body: `{"event":${envelopeText('cacheSet', '{"cacheName":"c","key":"k","message":"m","ttl":60}')}}`,
};

export const words = (...texts: string[]): Partial<RepairPolicy> => ({ set: texts.map(set) });
export const ALL = ['source=shop', 'detail.cacheName=c', 'detail.key=k', 'detail.ttl=60'];

export function decided(
  sample: Sample,
  deployment: Deployment,
  repair?: Partial<RepairPolicy>,
  ...resolved: CauseId[]
): Decision {
  const policy = { fix: repair !== undefined, repair: { ...SAFE_ONLY, ...repair }, resolved: new Set(resolved) };
  return decide(examined(sample, deployment), policy);
}

export const inShort = ({ edits }: Decision) => edits.map(({ kind, path, after }) => `${kind} ${path} ${after}`);
