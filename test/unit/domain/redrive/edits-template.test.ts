import { describe, expect, it } from 'vitest';
import { decide } from '../../../../src/domain/redrive/decide.ts';
import { templateLine } from '../../../../src/domain/redrive/edits-template.ts';
import { readEdits } from '../../../../src/domain/repair/edits-file.ts';
import { SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { type Deployment, examined } from '../../../support/builders/examined.ts';
import { FINE_DETAIL, type Sample } from '../../../support/builders/messages.ts';
import { NAMES_BOTH, PAID, QUICK_START } from './completions.ts';

const { key: _, ...WITHOUT_KEY } = FINE_DETAIL;

function line(sample: Sample, deployment?: Deployment): string | undefined {
  const one = examined({ messageId: '1b9f64f0-0000', ...sample }, deployment);
  return templateLine(one, decide(one, { fix: true, repair: SAFE_ONLY, resolved: new Set() }));
}

/** The line as a filled-in template: every blank is a value. */
const filled = (text: string) => readEdits(text.replaceAll(':""', ':"value"'));

describe('a line of a template of edits', () => {
  it('has what an incomplete event lacks as blanks, and what is known filled in', () => {
    const text = line(PAID, QUICK_START) ?? '';
    expect(text).toMatch(/^[^\n]+\n$/);
    const { messageId, missing, set } = JSON.parse(text);
    expect(messageId).toBe('1b9f64f0-0000');
    expect(missing).toEqual(['source', 'detail.key', 'detail.ttl', 'detail.cacheName']);
    expect(set).toMatchObject({ source: '', 'detail-type': 'cacheSet', 'detail.message': 'paid' });
    const known = JSON.parse(line(PAID, NAMES_BOTH) ?? '');
    expect(known.missing).not.toContain('source');
    expect(known.set.source).toBe('shop');
  });

  it('has the member of a whole event that has a fault', () => {
    expect(JSON.parse(line({ detail: WITHOUT_KEY }) ?? '')).toMatchObject({
      missing: ['detail.key'],
      set: { 'detail.key': '' },
    });
    expect(JSON.parse(line({ detail: { ...FINE_DETAIL, ttl: 0 } }) ?? '')).toMatchObject({ set: { 'detail.ttl': '' } });
  });

  it('is refused while it has a blank, and read once it has none', () => {
    const text = line({ detail: WITHOUT_KEY }) ?? '';
    expect(readEdits(text)).toMatchObject({ kind: 'refused', line: 1, reason: expect.stringMatching(/still blank/) });
    expect(filled(text)).toMatchObject({ kind: 'edits' });
    const removed = '{"messageId":"a","missing":["detail.key"],"set":{"detail.ttl":1}}';
    expect(readEdits(removed)).toMatchObject({ reason: expect.stringMatching(/"?detail\.key"? is still blank/) });
    expect(readEdits('{"messageId":"a","missing":1,"set":{"detail.ttl":1}}')).toMatchObject({ kind: 'refused' });
  });

  it.each<[string, Sample]>([
    ['can be sent', { detail: FINE_DETAIL, error: 'Timeout calling endpoint', code: 'TIMEOUT' }],
    ['is not ours', { body: 'a note' }],
    ['needs another repair', { detail: { ...FINE_DETAIL, key_base64: 'b3RoZXI' } }],
  ])('is not written for a dead letter that %s', (_, sample) => {
    expect(line(sample)).toBeUndefined();
  });
});
