import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { EXIT, Failure, usage } from './app/failures.ts';

/** A file of edits that is written for the operator to fill in: only its owner can read it, because it holds values of events. */
export class EditsTemplate {
  readonly #file: string;
  readonly #descriptor: number;
  #lines = 0;

  /** Creates the file; throws a usage Failure where it exists already or cannot be created. */
  constructor(file: string) {
    this.#file = file;
    try {
      this.#descriptor = openSync(file, 'wx', 0o600);
    } catch (error) {
      throw refused(file, error);
    }
  }

  /** Writes one line, with its line feed; nothing for undefined. */
  add(line: string | undefined): void {
    if (line === undefined) return;
    const bytes = Buffer.from(line);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at);
    } catch (error) {
      throw new Failure(
        EXIT.usage,
        codeOf(error),
        `--edits-template ${this.#file} cannot be written (${codeOf(error)}).`,
        'Free disk space, or name a file elsewhere. Nothing was sent.',
      );
    }
    this.#lines += 1;
  }

  /** Closes the file, and deletes it if it is empty. Says what to do next. */
  close(): string {
    closeSync(this.#descriptor);
    if (this.#lines > 0) {
      return `${this.#lines} ${this.#lines === 1 ? 'line' : 'lines'} written to ${this.#file}. Fill in the blanks, then: momento-eb dlq redrive --fix --edits ${this.#file}`;
    }
    unlinkSync(this.#file);
    return `No selected event needs values; ${this.#file} was not written.`;
  }
}

function refused(file: string, error: unknown): Failure {
  const code = codeOf(error);
  return code === 'EEXIST'
    ? usage(`--edits-template ${file} exists already.`, 'Name a new file; no file is overwritten.')
    : usage(`--edits-template ${file} cannot be created (${code}).`, 'Check the folder and its permissions.');
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
