import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bold, escaped, paragraphs, running } from '../../../tools/roff.ts';

describe('text for roff', () => {
  it.each([
    ['--fix', '\\-\\-fix'],
    ['a\\b', 'a\\(rsb'],
    ['.TH is no macro', '\\&.TH is no macro'],
    ["'tis", "\\&'tis"],
    ['Momento’s', 'Momento\\[u2019]s'],
    ['one\n.two', 'one\n\\&.two'],
  ])('%j is %j', (text, written) => {
    expect(escaped(text)).toBe(written);
  });

  it('is bold from the first to the last character', () => {
    expect(bold('-x')).toBe('\\fB\\-x\\fR');
  });

  it('is parted into paragraphs at empty lines', () => {
    expect(paragraphs('one\ntwo\n\nthree\n')).toEqual(['one two', '.PP', 'three']);
  });

  it('never makes a request of running text, however its lines are broken, and keeps to printable ASCII', () => {
    const word = fc.oneof(fc.constantFrom('.TH', "'br", '\\fB', '.', '-'), fc.string({ minLength: 1, maxLength: 30 }));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), (words) => {
        const written = running(words.join(' '));
        expect(written).not.toMatch(/^[.']/m);
        expect(written).toMatch(/^[\n\x20-\x7e]*$/);
      }),
    );
  });
});
