import { wrap } from '../src/present/style/layout.ts';

/** What linters of man pages ask for. */
const LONGEST_LINE = 78;

/** The text as roff reads it literally: hyphens can be copied, and what is not ASCII is named by its code point. */
export function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\(rs')
    .replaceAll('-', '\\-')
    .replace(
      /[^\n\x20-\x7e]/gu,
      (character) => `\\[u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    )
    .replace(/^(?=[.'])/gm, '\\&');
}

/** Running text: the same in lines that can be read and compared in the source. */
export function running(text: string): string {
  return wrap(escaped(text), LONGEST_LINE).replace(/^(?=[.'])/gm, '\\&');
}

/** The text in bold. */
export function bold(text: string): string {
  return `\\fB${escaped(text)}\\fR`;
}

/** The text in italics, or underlined where a terminal has none. */
export function italic(text: string): string {
  return `\\fI${escaped(text)}\\fR`;
}

/** A section of finished lines. */
export function section(title: string, lines: readonly string[]): readonly string[] {
  return [`.SH ${escaped(title.toUpperCase())}`, ...lines];
}

/** A part of a section. */
export function part(title: string, lines: readonly string[]): readonly string[] {
  return [`.SS "${escaped(title).replaceAll('"', '\\(dq')}"`, ...lines];
}

/** A paragraph with its explanation set in; both are finished. */
export function tagged(tag: string, explanation: string): readonly string[] {
  return ['.TP', tag, explanation];
}

/** Paragraphs of plain text, parted by empty lines in it. */
export function paragraphs(text: string): readonly string[] {
  return text
    .trim()
    .split(/\n{2,}/)
    .flatMap((paragraph, at) => [...(at === 0 ? [] : ['.PP']), running(paragraph.replaceAll('\n', ' '))]);
}

/** Lines that stay as they are. */
export function literal(lines: readonly string[]): readonly string[] {
  return ['.RS 4', '.nf', ...lines.map(escaped), '.fi', '.RE'];
}
