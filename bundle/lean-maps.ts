import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';

/** The part of a source map that is read and written here. */
export interface LineMap {
  readonly version: 3;
  readonly sources: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
}

/**
 * Reduces the source maps of the bundle to what a stack trace needs: the source line of each place, of our own sources
 * only. A whole map would make the package half as large again.
 */
export function leanMaps(): Plugin {
  return {
    name: 'lean-maps',
    writeBundle({ dir = '' }, bundle) {
      for (const fileName of Object.keys(bundle).filter((name) => name.endsWith('.map'))) {
        const file = join(dir, fileName);
        const lean = linesOnly(JSON.parse(readFileSync(file, 'utf8')));
        if (lean.sources.length === 0) rmSync(file);
        else writeFileSync(file, JSON.stringify(lean));
      }
    },
  };
}

/** The map with one segment a source line, and without the lines of packages. */
export function linesOnly({ sources, mappings }: Pick<LineMap, 'sources' | 'mappings'>): LineMap {
  const kept: string[] = [];
  // All fields but the generated column are differences to those of the segment before, across lines.
  const [from, to] = [new Position(), new Position()];
  const lines = mappings.split(';').map((line) => {
    let [generated, written] = [0, 0];
    let last = '';
    const segments = line.split(',').flatMap((segment) => {
      const [column = 0, ...fields] = numbersOf(segment);
      generated += column;
      if (fields.length < 3) return [];
      const { source, line: sourceLine } = from.move(fields);
      const path = sources[source] ?? '';
      const here = `${path}:${sourceLine}`;
      if (path === '' || /node_modules|^\0/.test(path) || here === last) return [];
      last = here;
      if (!kept.includes(path)) kept.push(path);
      const differences = to.to(kept.indexOf(path), sourceLine);
      const text = [generated - written, ...differences, 0].map(variableLength).join('');
      written = generated;
      return [text];
    });
    return segments.join(',');
  });
  return { version: 3, sources: kept, names: [], mappings: lines.join(';').replace(/;+$/, '') };
}

/** A source and a line in it, which segments move. */
class Position {
  source = 0;
  line = 0;

  move([source = 0, line = 0]: readonly number[]): Position {
    this.source += source;
    this.line += line;
    return this;
  }

  /** Goes there and tells how far that was. */
  to(source: number, line: number): readonly number[] {
    const differences = [source - this.source, line - this.line];
    this.move(differences);
    return differences;
  }
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A number as source maps write it: the sign in the lowest bit, five bits a digit, the sixth for "more follows". */
function variableLength(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let digits = '';
  do {
    const more = rest > 31 ? 32 : 0;
    digits += DIGITS[(rest & 31) | more];
    rest >>>= 5;
  } while (rest > 0);
  return digits;
}

function numbersOf(segment: string): readonly number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const digit of segment) {
    const bits = DIGITS.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}
