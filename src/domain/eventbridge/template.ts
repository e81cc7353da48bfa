import { remembering } from '../text/remembering.ts';

/** A piece of an input template: text as it stands, or a placeholder `<name>` and whether it stands within quotes. */
export type TemplatePiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'placeholder'; readonly name: string; readonly quoted: boolean };

// `<` and `>` cannot be escaped. Source: EventBridge user guide, "Amazon EventBridge input transformation".
const TOKEN = /<([^<>"\\\s]{1,256})>|\\.|"|[^<"\\]+|./gs;

/** Takes a template apart. Reads it once from left to right, so that inserted values are never read as placeholders. */
export const readTemplate = remembering((template: string): readonly TemplatePiece[] => {
  const pieces: TemplatePiece[] = [];
  let text = '';
  let quoted = false;
  for (const [token, name] of template.matchAll(TOKEN)) {
    if (name === undefined) {
      text += token;
      if (token === '"') quoted = !quoted;
      continue;
    }
    if (text !== '') pieces.push({ kind: 'text', text });
    pieces.push({ kind: 'placeholder', name, quoted });
    text = '';
  }
  return text === '' ? pieces : [...pieces, { kind: 'text', text }];
});

/** The names of a template's placeholders, each once, in order. */
export const placeholdersOf = remembering((template: string): readonly string[] => {
  const names = readTemplate(template).flatMap((piece) => (piece.kind === 'placeholder' ? [piece.name] : []));
  return [...new Set(names)];
});

/**
 * The parts of a template that must be JSON each: the whole, or its lines where every line is a quoted text of its own
 * (AWS shows that for SNS; whether an API destination takes it is not documented).
 */
export function jsonParts(template: string): readonly string[] {
  const lines = template.split(/\r?\n/).filter((line) => line.trim() !== '');
  const texts = lines.every((line) => /^\s*"/.test(line) && /"\s*$/.test(line));
  return lines.length > 1 && texts ? lines : [template];
}
