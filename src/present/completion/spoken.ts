/** The whole command line of momento-eb, as a shell needs it. */
export interface Spoken {
  /** The name of the program. */
  readonly bin: string;
  readonly topics: readonly SpokenTopic[];
  readonly commands: readonly SpokenCommand[];
}

/** The first words of several commands, such as `dlq`. */
export interface SpokenTopic {
  readonly words: string;
  readonly summary: string;
}

/** One command. */
export interface SpokenCommand {
  /** With spaces, such as `dlq list`. */
  readonly words: string;
  readonly summary: string;
  readonly flags: readonly SpokenFlag[];
  /** The arguments besides flags, in order. */
  readonly args: readonly SpokenArgument[];
}

/** One flag. `value` is undefined where none follows. */
export interface SpokenFlag {
  /** Without the dashes. */
  readonly name: string;
  readonly char: string | undefined;
  readonly summary: string;
  readonly isRepeatable: boolean;
  readonly value: SpokenValue | undefined;
}

/** One argument. */
export interface SpokenArgument {
  readonly name: string;
  readonly isRepeatable: boolean;
  readonly value: SpokenValue;
}

/** Values that momento-eb knows from earlier runs; it prints them for `momento-eb remembered KIND`. */
export const REMEMBERED = ['runs', 'queues'] as const;
export type Remembered = (typeof REMEMBERED)[number];

/** A value: one of these words (`isList`: several, separated by commas), a remembered one, a file, or anything. */
export type SpokenValue =
  | { readonly kind: 'remembered'; readonly name: string; readonly what: Remembered }
  | { readonly kind: 'words'; readonly name: string; readonly words: readonly Word[]; readonly isList: boolean }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'free'; readonly name: string };

/** A word and its description, which may be empty. */
export interface Word {
  readonly word: string;
  readonly summary: string;
}

/** The commands and topics that can follow these words directly (no words: follow the program), each once. */
export function nextWords({ topics, commands }: Spoken, words: string): readonly Word[] {
  const prefix = words === '' ? '' : `${words} `;
  const next = new Map<string, string>();
  for (const each of [...topics, ...commands]) {
    if (!each.words.startsWith(prefix)) continue;
    const [word = ''] = each.words.slice(prefix.length).split(' ');
    if (!next.has(word) || each.words === prefix + word) next.set(word, each.summary);
  }
  return [...next].map(([word, summary]) => ({ word, summary }));
}

/** The flags without a command; `--version` fits only without any word. */
export function generalFlags(words: string): readonly SpokenFlag[] {
  const flag = (name: string, char: string, summary: string): SpokenFlag => ({
    name,
    char,
    summary,
    isRepeatable: false,
    value: undefined,
  });
  const help = flag('help', 'h', 'show what there is and what it takes');
  return words === '' ? [help, flag('version', 'v', 'show the version')] : [help];
}

/** All that words can begin with: nothing, topics, and topics within topics. */
export function beginnings({ commands }: Spoken): readonly string[] {
  const found = commands.flatMap(({ words }) => {
    const parts = words.split(' ').slice(0, -1);
    return parts.map((_, at) => parts.slice(0, at + 1).join(' '));
  });
  return ['', ...new Set(found)];
}
