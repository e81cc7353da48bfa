import { type Entry, entryBytes, MAX_ENTRIES, MAX_REQUEST_BYTES } from './entry.ts';

/** Entries for one bus that fit into one PutEvents request. */
export interface Batch {
  readonly busArn: string;
  readonly entries: readonly Entry[];
}

/** Packs entries, in order, into as few requests a bus as their order allows. An entry over the limit gets a request of its own and is left to AWS to refuse. */
export function batch(entries: readonly Entry[]): readonly Batch[] {
  const byBus = Map.groupBy(entries, (entry) => entry.busArn);
  return [...byBus].flatMap(([busArn, ofBus]) => pack(ofBus).map((packed) => ({ busArn, entries: packed })));
}

function pack(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const packs: Entry[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const size = entryBytes(entry);
    const last = packs.at(-1);
    if (last !== undefined && last.length < MAX_ENTRIES && bytes + size <= MAX_REQUEST_BYTES) {
      last.push(entry);
      bytes += size;
    } else {
      packs.push([entry]);
      bytes = size;
    }
  }
  return packs;
}
