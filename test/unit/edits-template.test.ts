import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EditsTemplate } from '../../src/edits-template.ts';

describe('the file of a template', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'template-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('can be read by its owner only, and says how to use it', () => {
    const file = join(folder, 'edits.ndjson');
    const template = new EditsTemplate(file);
    template.add(undefined);
    template.add('{"a":1}\n');
    expect(template.close()).toMatch(
      /^1 line written to .*edits\.ndjson\. Fill in the blanks, then: .* --edits .*edits\.ndjson$/,
    );
    expect(readFileSync(file, 'utf8')).toBe('{"a":1}\n');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('never takes the place of another, nor follows a link', () => {
    const file = join(folder, 'edits.ndjson');
    writeFileSync(file, 'mine');
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'link'));
    for (const taken of [file, join(folder, 'link')]) {
      expect(() => new EditsTemplate(taken)).toThrow(
        expect.objectContaining({ exit: 2, message: expect.stringMatching(/exists already/) }),
      );
    }
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(readdirSync(folder).sort()).toEqual(['edits.ndjson', 'link']);
    expect(() => new EditsTemplate(join(folder, 'no', 'file'))).toThrow(expect.objectContaining({ exit: 2 }));
  });

  it('is not left behind empty', () => {
    expect(new EditsTemplate(join(folder, 'empty')).close()).toMatch(/^No selected event needs values/);
    expect(readdirSync(folder)).toEqual([]);
  });
});
