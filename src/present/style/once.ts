/**
 * A function that makes a value the first time it is asked, and answers that one ever after. For what loads ICU's tables
 * (4 to 6 ms), which most answers do not need.
 */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
