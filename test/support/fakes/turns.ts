/** Lets so many turns of the event loop pass, in which whatever else is under way goes on. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
}
