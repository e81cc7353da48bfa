import { createReadStream } from 'node:fs';
import { usage } from './app/failures.ts';
import { readEdits } from './domain/repair/edits-file.ts';
import type { RepairPolicy } from './domain/repair/repair.ts';

/** More than 100,000 edits of a kilobyte each; bounds the memory, for a pipe has no size that could be asked. */
const MOST_BYTES = 128 * 1_048_576;
const EXAMPLE = 'A line of it: {"messageId": "1b9f64f0-…", "set": {"detail.key": "user:1", "source": "shop.orders"}}';

/** Reads the file of `--edits`; throws a usage Failure with line and reason if it is invalid, before anything is changed. */
export async function editsIn(file: string): Promise<RepairPolicy['edits']> {
  const read = readEdits(await textOf(file));
  if (read.kind === 'edits') return read.edits;
  const where = read.line === undefined ? file : `${file}, line ${read.line}`;
  throw usage(`--edits ${where}: ${read.reason}.`, EXAMPLE);
}

/** Strictly UTF-8: a replacement character in place of a byte would be stored as if it had been meant. */
async function textOf(file: string): Promise<string> {
  if (file === '') throw usage('--edits is empty.', 'Name a file, or leave out --edits.');
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) break;
      chunks.push(chunk);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw usage(`--edits ${file} cannot be read (${code ?? message}).`, 'Check the name and its permissions.');
  }
  if (bytes > MOST_BYTES)
    throw usage(`--edits ${file} has more than ${MOST_BYTES} bytes.`, 'Split it, and run once for each part.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw usage(`--edits ${file} is not valid UTF-8.`, EXAMPLE);
  }
}
