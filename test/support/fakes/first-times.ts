/** A question that is answered yes so many times, and no from then on. */
export function firstTimes(count: number): () => boolean {
  let asked = 0;
  return () => {
    asked += 1;
    return asked <= count;
  };
}
