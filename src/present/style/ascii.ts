const SUBSTITUTES: Readonly<Record<string, string>> = {
  '→': '>',
  '←': '<',
  '↑': '^',
  '↓': 'v',
  '▸': '>',
  '─': '-',
  '…': '~',
  '·': '|',
  '–': '-',
  '×': 'x',
};

/** The text with plain characters, one for one, in place of the few others that our own words use. */
export function ascii(text: string): string {
  return text.replace(/[→←↑↓▸─…·–×]/g, (character) => SUBSTITUTES[character] ?? character);
}
