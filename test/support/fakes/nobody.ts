import { PassThrough, Writable } from 'node:stream';
import type { DashboardStreams } from '../../../src/dashboard/run.tsx';

/** A terminal that nobody sits at. */
export interface Nobody {
  readonly streams: DashboardStreams;
  /** Everything that was written; only its length where a lot is. */
  readonly written: () => string;
  readonly bytes: () => number;
  readonly type: (keys: string) => void;
  /** Does the terminal hand over each key as it is pressed? */
  readonly isRaw: () => boolean;
}

/** A terminal of that size; `remembers` says whether `written` is asked for. */
export function nobody(columns: number, rows: number, remembers = true): Nobody {
  let bytes = 0;
  let written = '';
  let isRaw = false;
  const out = new Writable({
    write(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      if (remembers) written += piece.toString();
      done();
    },
  });
  const input = new PassThrough();
  const setRawMode = (raw: boolean) => {
    isRaw = raw;
  };
  const stdout = Object.assign(out, { isTTY: true, columns, rows });
  const stdin = Object.assign(input, { isTTY: true, setRawMode, ref: () => {}, unref: () => {} });
  return {
    // Of the many members of a real terminal these are the ones that are used.
    streams: { stdin, stdout } as unknown as DashboardStreams,
    written: () => written,
    bytes: () => bytes,
    type: (keys) => input.write(keys),
    isRaw: () => isRaw,
  };
}
