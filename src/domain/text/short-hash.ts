/**
 * A number of 53 bits for a text, the same for the same text; that two of a million texts share one is as good as
 * impossible, unless they were constructed for it. It remembers seen texts without storing them. (FNV-1a, twice.)
 */
export function shortHash(text: string): number {
  let [low, high] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code ^ (low >>> 7), 0x85ebca6b);
  }
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0);
}
