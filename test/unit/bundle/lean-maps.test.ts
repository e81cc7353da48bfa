import { SourceMap, type SourceMapping } from 'node:module';
import { describe, expect, it } from 'vitest';
import { linesOnly } from '../../../bundle/lean-maps.ts';

/** Lines of ours with several segments, one of a package between them, and a line that nothing made. */
const MAP = {
  version: 3,
  file: 'main.js',
  sources: ['../src/a.ts', '../node_modules/p/index.js', '../src/b.ts'],
  names: ['x'],
  // a:5 (two segments) and a:6 · package:6 · nothing · b:46 · a:7
  mappings: 'AAIA,IAAIA,IACA;ACAA;;ACwCA;AFvCA',
} as const;

describe('a map for stack traces', () => {
  const lean = linesOnly(MAP);
  const found = (map: object, line: number, column: number) =>
    new SourceMap(map as never).findEntry(line, column) as SourceMapping;

  it('tells the source line of every place of ours, as the whole map does', () => {
    for (const [line, column] of [
      [0, 0],
      [0, 5],
      [0, 8],
      [0, 20],
      [3, 3],
      [4, 0],
    ] as const) {
      const { originalSource, originalLine } = found(MAP, line, column);
      expect(found(lean, line, column)).toMatchObject({ generatedLine: line, originalSource, originalLine });
    }
    expect(found(lean, 0, 8).originalLine).toBe(5);
  });

  it('tells nothing of packages', () => {
    expect(lean.sources).toEqual(['../src/a.ts', '../src/b.ts']);
    expect(found(lean, 1, 0)).toMatchObject({ generatedLine: 0 });
  });

  it('has one segment for neighbours of the same line', () => {
    expect(lean.mappings.split(';').map((line) => line.split(',').length)).toEqual([2, 1, 1, 1, 1]);
  });

  it('of a file without lines of ours has no source', () => {
    expect(linesOnly({ ...MAP, sources: ['../node_modules/p/index.js', '', ''], mappings: 'AAAA' }).sources).toEqual(
      [],
    );
  });
});
