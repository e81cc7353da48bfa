import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { printable } from '../../../../src/domain/text/printable.ts';
import { listRow, listTable, shortId } from '../../../../src/present/list/list-table.ts';
import { broken, fitted, flow, pad, wrap } from '../../../../src/present/style/layout.ts';
import { table } from '../../../../src/present/style/table.ts';
import { makeTheme } from '../../../../src/present/style/theme.ts';
import { hostileText } from '../../../support/builders/any-dead-letter.ts';
import { examined } from '../../../support/builders/examined.ts';

const shown = hostileText.map(printable);

describe('fitted', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['日本語', 6, '日本語'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['👍🏽👍🏽', 3, '👍🏽…'],
    ['a🙂', 2, 'a…'],
    ['🏽', 1, '…'],
    ['日', 1, '…'],
    ['abc', 0, ''],
    ['', 3, ''],
  ])('cuts %j to %i columns as %j', (text, columns, expected) => {
    expect(fitted(text, columns)).toBe(expected);
  });

  it('cuts long marks of no width too, and leaves no half of a character', () => {
    const cut = fitted(`a${'\u0301'.repeat(10_000)}`, 5);
    expect(cut.length).toBeLessThan(50);
    expect(fitted('🙂'.repeat(100), 20).isWellFormed()).toBe(true);
  });

  it('is never wider than asked for', () => {
    fc.assert(
      fc.property(shown, fc.integer({ min: 0, max: 30 }), (text, columns) => {
        expect(stringWidth(` ${fitted(text, columns)}`) - 1).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe('wrap', () => {
  it.each([
    ['a bc def ghi', 8, '', 'a bc def\nghi'],
    ['a bc def ghi', 11, '  ', '  a bc def\n  ghi'],
    ['0123456789abc', 10, '', '0123456789\nabc'],
    ['id 0123456789abc x', 10, '', 'id\n0123456789\nabc x'],
    ['日本語日本語', 8, '', '日本語日\n本語'],
    ['', 10, '  ', '  '],
  ])('breaks %j at %i columns', (text, width, indent, expected) => {
    expect(wrap(text, width, indent)).toBe(expected);
  });

  it('keeps every character but the spaces at which it broke', () => {
    fc.assert(
      fc.property(shown, fc.integer({ min: 10, max: 60 }), (text, width) => {
        expect(wrap(text, width).replace(/[\n ]/g, '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});

describe('broken', () => {
  it('keeps every character', () => {
    fc.assert(
      fc.property(shown, fc.integer({ min: 8, max: 60 }), (text, columns) => {
        expect(broken(text, columns).join('')).toBe(text);
      }),
    );
  });
});

describe('flow', () => {
  it.each([
    [['a', 'b', 'c'], 10, '', 'a · b · c'],
    [['aaaa', 'bbbb', 'c'], 9, '', 'aaaa\nbbbb · c'],
    [['aaaa', 'bbbb', 'c'], 9, '  ', 'aaaa\n  bbbb\n  c'],
    [['aaaa'], 2, '', 'aaaa'],
    [[], 10, '', ''],
  ])('puts %j beside or below each other within %i columns', (parts, width, indent, expected) => {
    expect(flow(parts, ' · ', width, indent)).toBe(expected);
  });
});

describe('a table', () => {
  const columns = [{ title: 'A' }, { title: 'B', least: 4 }, { title: 'C', least: 2 }];
  const row = ['fixed', 'b'.repeat(10), 'c'.repeat(20)];

  it.each([
    [50, ['fixed', 'b'.repeat(10), 'c'.repeat(20)]],
    [35, ['fixed', 'b'.repeat(10), `${'c'.repeat(15)}…`]],
    [20, ['fixed', 'bbbbb…', 'cccc…']],
    [15, ['fixed', 'bbb…', 'c…']],
    [11, ['f…', 'bb…', 'c…']],
  ])('in %i columns takes from the column with the most to spare', (width, cells) => {
    const [, line = ''] = table(columns, [row], width);
    expect(line.split(/ {2,}/)).toEqual(cells);
    expect(stringWidth(line)).toBeLessThanOrEqual(width);
  });

  it('stands in line below each other with wide characters', () => {
    const lines = table(
      [{ title: 'A' }, { title: 'B' }],
      [
        ['日本', 'x'],
        ['e\u0301', 'x'],
        ['🏽', 'x'],
        ['abcd', 'x'],
      ],
      40,
    );
    expect(lines.map((line) => stringWidth(line.slice(0, line.search(/[xB]$/))))).toEqual([6, 6, 6, 6, 6]);
  });
});

it('an id is shortened to what can be typed, and what is no id cannot widen its column', () => {
  expect(shortId('5cecccc5-9882-4885-bf13-0a7b7ef30721')).toBe('5cecccc5');
  expect(stringWidth(shortId('\u0000'.repeat(36)))).toBe(8);
});

it('a row of the list is short, however long the event', () => {
  const row = listRow(examined({ detailType: 't'.repeat(1e5), detail: { cacheName: 'c'.repeat(1e5), key: 'k' } }), 0);
  expect(Math.max(...row.map((cell) => cell.length))).toBeLessThanOrEqual(200);
});

it.each([
  [71, ['AGE', 'CAUSE', 'CACHE / KEY', 'ID']],
  [72, ['AGE', 'CAUSE', 'EVENT', 'CACHE / KEY', 'ID']],
])('a list in %i columns has the columns %j', (width, titles) => {
  const row = listRow(examined({ detail: { cacheName: 'c', key: 'k' } }), Date.UTC(2026, 1, 1));
  const [header = '', line = ''] = listTable([row], width, makeTheme(false)).split('\n');
  expect(header.split(/ {2,}/)).toEqual(titles);
  expect(line.split(/ {2,}/)).toHaveLength(titles.length);
  expect(line).toMatch(/^11 h {2}.* {2}c \/ k .* {2}11111111$/);
});

it('pad counts columns', () => {
  expect(pad('日本', 6)).toBe('日本  ');
});
