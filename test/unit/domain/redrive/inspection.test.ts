import { describe, expect, it } from 'vitest';
import { inspect } from '../../../../src/domain/redrive/decide.ts';
import { examined } from '../../../support/builders/examined.ts';
import { FINE_DETAIL, momentoSaid } from '../../../support/builders/messages.ts';

const BASE = 'https://api.cache.cell-us-east-1-1.prod.a.momentohq.com';

describe('closeLook', () => {
  it('shows the request, the safe repair and what --fix would do', () => {
    const look = inspect(examined({ detail: { ...FINE_DETAIL, key_base64: 'dXNlcjox' } }));
    expect(look.rendering?.request).toMatchObject({
      method: 'PUT',
      url: `${BASE}/cache/sessions?key=user%3A1&key_base64=dXNlcjox&ttl_seconds=60`,
    });
    expect(look.rendering?.input.text).toBe('"hello"');
    expect(look.decision.edits.map((edit) => edit.path)).toEqual(['detail.key_base64']);
    expect(look.decision).toMatchObject({ verdict: 'send-repaired', edits: look.decision.edits });
    expect(look.diagnosis.cause).toBe('key-conflict');
  });

  it('shows no request for the target input alone', () => {
    const look = inspect(examined({ body: '"hello"' }));
    expect(look).toMatchObject({ rendering: undefined, decision: { reason: 'needs-completion' } });
  });

  it('assumes nothing that needs a flag', () => {
    const error = momentoSaid(404, 'Not Found', 'Cache not found');
    const look = inspect(examined({ error, detail: { ...FINE_DETAIL, ttl: undefined } }));
    expect(look.decision.edits).toEqual([]);
    expect(look.decision).toMatchObject({ verdict: 'hold', reason: 'needs-repair', because: ['ttl-missing'] });
    expect(inspect(examined({ error })).decision).toMatchObject({ reason: 'needs-outside-change' });
  });
});
