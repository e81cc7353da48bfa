import { describe, expect, it } from 'vitest';
import type { CauseId } from '../../../../src/domain/diagnosis/catalogue.ts';
import type { RepairPolicy } from '../../../../src/domain/repair/repair.ts';
import { momentoSaid, type Sample } from '../../../support/builders/messages.ts';
import { ALL, decided, PAID, QUICK_START, words } from './completions.ts';

describe('a completed event', () => {
  it.each<[string, Sample, Partial<RepairPolicy>, readonly CauseId[]]>([
    [
      'a key that is no base64',
      PAID,
      words(...ALL.slice(0, 2), 'detail.key_base64=user:1', 'detail.ttl=1'),
      ['key-base64-invalid'],
    ],
    ['two keys', PAID, words(...ALL, 'detail.key_base64=Yg'), ['key-conflict']],
    ['a ttl that is none', PAID, words(...ALL.slice(0, 3), 'detail.ttl=soon'), ['ttl-invalid']],
    ['a message that breaks the template', PAID, words(...ALL, 'detail.message=say "hi"'), ['message-unrenderable']],
  ])('is judged as any other: %s', (_, sample, repair, because) => {
    expect(decided(sample, QUICK_START, repair)).toMatchObject({ reason: 'needs-repair', because });
  });

  it('waits for what lies outside it, as any other', () => {
    const sample = { body: '"paid"', error: momentoSaid(404, 'Not Found', 'Cache not found') };
    expect(decided(sample, QUICK_START, words(...ALL))).toMatchObject({
      reason: 'needs-outside-change',
      because: ['cache-not-found'],
    });
    expect(decided(sample, QUICK_START, words(...ALL), 'cache-not-found').verdict).toBe('send-repaired');
  });
});
