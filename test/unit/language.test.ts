import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { textsOf } from '../support/terminal/source-texts.ts';

const ROOT = new URL('../../', import.meta.url);

/** Turns that were found confusing, or that are not plain technical English, and what to write instead. */
const BANNED: readonly (readonly [RegExp, string])[] = [
  [/(?<!there )\bis none\b/i, 'say what it is, or "does not exist"'],
  [/(?<!there )\bis no (?!longer|more\b)/i, 'is not a …, or: Invalid …'],
  [/\bwhoever\b/i, 'name the person or process'],
  [/(^|[.:;] )What (is|has|was|were|can|could|cannot|may|must)\b(?![^.]*\?)/, 'begin with the subject'],
  [/\bhand(s|ed|ing)?( \w+){0,2} back\b/i, 'release'],
  [/\bgiv(e|es|en|ing)( \w+){0,2} back\b/i, 'release'],
  [/\bin(to)? (our |its )?hands?\b/i, 'in flight'],
  [/\bleases?\b/i, 'visibility timeout'],
  [/\bnever touched\b|\bstay untouched\b/i, 'left alone'],
  [/\bwritten down\b/i, 'recorded'],
  [/\bnobody to ask\b/i, 'cannot ask for confirmation without a terminal'],
  [/\bThere is no flag\b/i, 'Unknown flag'],
  [/\bwell again\b/i, 'has recovered'],
  [/\ball the same\b/i, 'anyway'],
  [/\bso (many|much|long|few)\b(?! (that|as)\b)/i, 'a number, or N'],
  [/\bfor good\b/i, 'permanently'],
  [/\blook(s|ed)? closer\b/i, 'show'],
  [/\bmend(s|ed|ing)?\b/i, 'repair or fix'],
];

const SOURCES = globSync(['src/**/*.ts', 'src/**/*.tsx'], { cwd: ROOT }).filter(
  (path) => !path.startsWith('src/sandbox/'),
);

/** Written by people; the generated ones repeat what the sources say, and the decisions may quote. */
const GENERATED = ['docs/commands.md', 'docs/causes.md'];
const DOCUMENTS = ['README.md', 'CHANGELOG.md', ...globSync('docs/*.md', { cwd: ROOT })].filter(
  (path) => !GENERATED.includes(path),
);

describe('texts that a user reads', () => {
  it.each(SOURCES)('%s speaks plainly', (path) => {
    const texts = textsOf(readFileSync(new URL(path, ROOT), 'utf8')).filter(({ text }) => /[a-z] [a-z]/i.test(text));
    const faults = texts.flatMap(({ line, text }) =>
      BANNED.filter(([turn]) => turn.test(text)).map(([, instead]) => `${path}:${line} "${text}" (${instead})`),
    );
    expect(faults.join('\n')).toBe('');
  });

  it.each(DOCUMENTS)('%s speaks plainly', (path) => {
    const lines = readFileSync(new URL(path, ROOT), 'utf8').split('\n');
    const faults = lines.flatMap((text, at) =>
      BANNED.filter(([turn]) => turn.test(text)).map(([, instead]) => `${path}:${at + 1} "${text}" (${instead})`),
    );
    expect(faults.join('\n')).toBe('');
  });
});

describe('the strings of source code', () => {
  it('are found in quotes and templates, and nowhere else', () => {
    const source = [
      "import x from './x y.ts';",
      '// a comment with "a string"',
      "const a = 'it is';",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is source code
      'const b = `one ${f("two") + `three ${4}`} five`;',
      'const c = /["\']/.test(a) ? { d: "e" } : 1;',
    ].join('\n');
    expect(textsOf(source).map(({ text }) => text)).toEqual(['it is', 'two', 'three …', 'one … five', 'e']);
  });
});
