import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../../src/domain/repair/repair.ts';
import { rawJson } from '../../../../src/present/list/raw-json.ts';
import { diffText } from '../../../../src/present/redrive/diff-text.ts';
import { editJson } from '../../../../src/present/redrive/edit-json.ts';
import { makeTheme } from '../../../../src/present/style/theme.ts';
import { PASSWORD } from '../../../support/builders/credentials.ts';
import { deadLetter, FINE_DETAIL } from '../../../support/builders/messages.ts';

describe('an edit of a member that is named for a credential', () => {
  const edit: Edit = {
    path: 'detail.authorization',
    before: `"${PASSWORD}"`,
    after: `{"by":"${PASSWORD}"}`,
    reason: `--set detail.authorization=${PASSWORD}`,
    kind: 'assumed',
    mends: 'bad-request',
  };

  it('shows in text that it changes, and nothing of it', () => {
    const text = diffText([edit], 140, makeTheme(false), '');
    expect(text).not.toContain('hunter');
    expect(text.split('\n')).toEqual([
      '- detail.authorization: "‹credential:header›"',
      '+ detail.authorization: "‹credential:header›"',
      '  assumed: --set detail.authorization=‹credential:header›',
    ]);
  });

  it('stays JSON of JSON texts', () => {
    expect(editJson(edit)).toMatchObject({ before: '"‹credential:header›"', after: '"‹credential:header›"' });
    expect(editJson({ ...edit, before: null })).toMatchObject({ before: null });
  });
});

describe('a raw row', () => {
  it.each([
    ['nothing', {}, false],
    ['a password in the body', { detail: { ...FINE_DETAIL, api_key: PASSWORD } }, true],
    ['a password in an attribute', { error: `authorization: ${PASSWORD}` }, true],
  ])('says whether it was masked: %s', (_, sample, masked) => {
    expect(rawJson(deadLetter(sample)).masked).toBe(masked);
  });
});
