import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renewedArchitecture } from '../../../tools/architecture.ts';

const text = readFileSync('ARCHITECTURE.md', 'utf8');

/** The files that a text names in code, `{a,b}` written out. */
function filesNamed(part: string): readonly string[] {
  const names = [...part.matchAll(/`([\w./{},-]+\.tsx?)`/g)].map(([, name = '']) => name);
  return names.flatMap((name) => {
    const [, before, inner, after] = /^(.*)\{(.*)\}(.*)$/.exec(name) ?? [];
    return inner === undefined ? [name] : inner.split(',').map((one) => `${before}${one}${after}`);
  });
}

function section(heading: string): string {
  return text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
}

describe('ARCHITECTURE.md', () => {
  it('has a fresh table of the rooms (npm run readme renews it)', () => {
    expect(renewedArchitecture(text)).toBe(text);
  });

  it('has at most 150 lines, none longer than 250 characters', () => {
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(150);
    expect(lines.filter((line) => line.length > 250)).toEqual([]);
  });

  it('leads a dead letter through at most twenty files of app, each once', () => {
    const steps = section('One dead letter, from receive to delete').match(/^\d+\. `[^`]+`/gm) ?? [];
    const files = steps.map((step) => step.replace(/^\d+\. `|`$/g, ''));
    expect(files.length).toBeGreaterThan(10);
    expect(files.length).toBeLessThanOrEqual(20);
    expect(new Set(files).size).toBe(files.length);
    expect(files.filter((file) => !existsSync(`src/app/${file}`))).toEqual([]);
  });

  it('names files that exist', () => {
    const values = filesNamed(section('Flows'));
    expect(values.length).toBeGreaterThan(15);
    expect(values.filter((file) => !existsSync(`src/${file}`))).toEqual([]);
    const tests = filesNamed(section('Invariants'));
    expect(tests.length).toBeGreaterThan(15);
    expect(tests.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('gives a reason for every package', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { devDependencies: object };
    const table = section('Dependencies');
    const missing = Object.keys(devDependencies).filter(
      (name) => !table.includes(name.replace(/^@aws-sdk\/client/, '')),
    );
    expect(missing).toEqual([]);
  });
});
