import type { ReceivedMessage } from '../../src/domain/dead-letter/message.ts';

const MOST_TRIES = 5_000;

/** A message as small as it gets by leaving things out, as long as `isFaulty` says that it is still wrong. */
export function shrunk(message: ReceivedMessage, isFaulty: (smaller: ReceivedMessage) => boolean): ReceivedMessage {
  let tries = 0;
  let best = message;
  const attempt = (smaller: ReceivedMessage): boolean => {
    tries += 1;
    if (tries > MOST_TRIES || !isFaulty(smaller)) return false;
    best = smaller;
    return true;
  };
  for (const name of Object.keys(message.attributes)) {
    const { [name]: _, ...attributes } = best.attributes;
    attempt({ ...best, attributes });
  }
  for (const name of Object.keys(best.attributes)) {
    shortened(best.attributes[name]?.text ?? '', (text) =>
      attempt({ ...best, attributes: { ...best.attributes, [name]: { dataType: 'String', text } } }),
    );
  }
  shortened(best.body, (body) => attempt({ ...best, body }));
  return best;
}

/** Leaves out ever smaller pieces, from the end to the beginning. */
function shortened(text: string, attempt: (shorter: string) => boolean): void {
  let kept = text;
  for (let size = kept.length; size >= 1; size = Math.floor(size / 2)) {
    for (let at = kept.length - size; at >= 0; at -= size) {
      const shorter = kept.slice(0, at) + kept.slice(at + size);
      if (attempt(shorter)) kept = shorter;
    }
  }
}
