import type { Spoken, SpokenFlag, Word } from '../../../src/present/completion/spoken.ts';

const word = (text: string, summary = ''): Word => ({ word: text, summary });

function flag(name: string, rest: Partial<SpokenFlag> = {}): SpokenFlag {
  return { name, char: undefined, summary: `about ${name}`, isRepeatable: false, value: undefined, ...rest };
}

const CAUSES = [word('key-conflict', 'Both keys'), word('key-missing'), word('timeout')];

/** Something like momento-eb, with one of everything that a flag can be. */
export const SPOKEN: Spoken = {
  bin: 'momento-eb',
  topics: [{ words: 'dlq', summary: 'the queue' }],
  commands: [
    {
      words: 'dlq list',
      summary: 'look',
      args: [],
      flags: [
        flag('cause', { isRepeatable: true, value: { kind: 'words', name: 'CAUSE', words: CAUSES, isList: true } }),
        flag('queue', { value: { kind: 'free', name: 'QUEUE' } }),
        flag('yes', { char: 'y' }),
      ],
    },
    {
      words: 'dlq redrive',
      summary: 'send',
      args: [{ name: 'run', isRepeatable: false, value: { kind: 'remembered', name: 'RUN', what: 'runs' } }],
      flags: [
        flag('edits', { value: { kind: 'file', name: 'FILE' } }),
        flag('prefer', {
          char: 'p',
          value: { kind: 'words', name: 'KEY', words: [word('key'), word('key_base64')], isList: false },
        }),
      ],
    },
    {
      words: 'completion',
      summary: 'print',
      flags: [],
      args: [
        {
          name: 'shell',
          isRepeatable: false,
          value: { kind: 'words', name: 'SHELL', words: [word('bash'), word('zsh')], isList: false },
        },
      ],
    },
  ],
};

/** What no shell may act upon: quotes, substitutions, globs, the signs of zsh's specs, line ends and escapes. */
const HOSTILE = `a'b"c $(touch PWNED) \`touch PWNED\` ; touch PWNED & * ? [x]:y \\ {1,2} ~ ! # %\n\u001b[31m <(touch PWNED)`;

/** The same with all texts, and the names of values, as hostile as they can be. */
export const HOSTILE_SPOKEN: Spoken = {
  bin: 'momento-eb',
  topics: [{ words: 'dlq', summary: HOSTILE }],
  commands: [
    {
      words: 'dlq list',
      summary: HOSTILE,
      flags: [
        flag('cause', {
          isRepeatable: true,
          summary: HOSTILE,
          value: { kind: 'words', name: HOSTILE, words: [word(HOSTILE, HOSTILE), word('plain')], isList: true },
        }),
        flag('prefer', {
          summary: HOSTILE,
          value: { kind: 'words', name: HOSTILE, words: [word(HOSTILE), word('plain')], isList: false },
        }),
        flag('queue', { char: 'q', summary: HOSTILE, value: { kind: 'free', name: HOSTILE } }),
      ],
      args: [{ name: HOSTILE, isRepeatable: true, value: { kind: 'free', name: HOSTILE } }],
    },
  ],
};
