/** A text that stands in source code as a string. */
export interface SourceText {
  readonly line: number;
  readonly text: string;
}

/**
 * The strings of TypeScript source: quoted ones, and the fixed pieces of templates, joined by `…`. Imports do not count.
 * Regular expressions count as code.
 */
export function textsOf(source: string): readonly SourceText[] {
  const found: SourceText[] = [];
  const end = scan(source, 0, found, false);
  if (end !== source.length) throw new Error('a brace too many');
  return found;
}

const BEFORE_REGULAR_EXPRESSION = /(^|[=(,:;!&|?{}[\n]|=>|\b(return|case))\s*$/;

function scan(source: string, from: number, found: SourceText[], inTemplate: boolean): number {
  let at = from;
  let depth = 0;
  while (at < source.length) {
    const [one, two] = [source[at] as string, source.slice(at, at + 2)];
    if (two === '//') at = endOf(source, '\n', at);
    else if (two === '/*') at = endOf(source, '*/', at) + 2;
    else if (one === "'" || one === '"') at = quoted(source, at, one, found);
    else if (one === '`') at = template(source, at, found);
    else if (one === '/' && BEFORE_REGULAR_EXPRESSION.test(source.slice(Math.max(0, at - 40), at)))
      at = expression(source, at);
    else {
      if (one === '{') depth += 1;
      if (one === '}') {
        if (depth === 0 && inTemplate) return at + 1;
        depth -= 1;
      }
      at += 1;
    }
  }
  return at;
}

function endOf(source: string, mark: string, from: number): number {
  const end = source.indexOf(mark, from);
  return end < 0 ? source.length : end;
}

function quoted(source: string, from: number, quote: string, found: SourceText[]): number {
  let at = from + 1;
  while (at < source.length && source[at] !== quote) at += source[at] === '\\' ? 2 : 1;
  const before = source.slice(source.lastIndexOf('\n', from) + 1, from);
  if (!/\b(from|import)\s*\(?$/.test(before)) note(source, from, source.slice(from + 1, at), found);
  return at + 1;
}

function template(source: string, from: number, found: SourceText[]): number {
  let at = from + 1;
  let text = '';
  while (at < source.length && source[at] !== '`') {
    if (source[at] === '\\') {
      text += source.slice(at, at + 2);
      at += 2;
    } else if (source.startsWith('${', at)) {
      at = scan(source, at + 2, found, true);
      text += '…';
    } else {
      text += source[at];
      at += 1;
    }
  }
  note(source, from, text, found);
  return at + 1;
}

function expression(source: string, from: number): number {
  let isClass = false;
  for (let at = from + 1; at < source.length; at += 1) {
    const one = source[at];
    if (one === '\\') at += 1;
    else if (one === '[') isClass = true;
    else if (one === ']') isClass = false;
    else if (one === '\n') return from + 1;
    else if (one === '/' && !isClass) return at + 1;
  }
  return source.length;
}

function note(source: string, at: number, text: string, found: SourceText[]): void {
  found.push({ line: source.slice(0, at).split('\n').length, text });
}
