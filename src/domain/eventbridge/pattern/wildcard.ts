import { refused, type Unread } from './unread.ts';

/** A wildcard text: the literal pieces between its asterisks, one more than there are asterisks. */
export interface Wildcard {
  readonly kind: 'wildcard';
  readonly pieces: readonly string[];
}

/**
 * Reads a wildcard text: `*` stands for any characters or none, `\*` and `\\` for themselves; every other escape and
 * two asterisks in a row are refused. Source: EventBridge user guide, "Comparison operators for use in event patterns",
 * matching using wildcards. From which complexity on EventBridge refuses a wildcard is not documented: all are taken.
 */
export function readWildcard(text: string): Wildcard | Unread {
  const pieces: string[] = [];
  let piece = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '*') {
      if (text[at + 1] === '*') return refused('wildcard takes no two asterisks in a row');
      pieces.push(piece);
      piece = '';
    } else if (character === '\\') {
      at += 1;
      const escaped = text[at];
      if (escaped !== '*' && escaped !== '\\') return refused('wildcard takes a backslash only before * and \\');
      piece += escaped;
    } else {
      piece += character;
    }
  }
  return { kind: 'wildcard', pieces: [...pieces, piece] };
}

/**
 * Does the whole text match? The pieces are searched for from left to right, each at the first place where it stands:
 * as nothing but their order binds them, no other choice could do better, so there is nothing to go back for.
 */
export function matchesWildcard({ pieces }: Wildcard, text: string): boolean {
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return text === first;
  const end = text.length - last.length;
  let at = first.length;
  if (end < at || !text.startsWith(first) || !text.endsWith(last)) return false;
  for (const piece of others) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
