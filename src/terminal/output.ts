import { EXIT, Failure } from '../app/failures.ts';

/** Bytes that may wait for a slow reader before a write waits too. */
export const MOST_WAITING_BYTES = 16 * 1024 * 1024;
/** After an interruption: how long the rest may wait for a reader that does not read. */
const PATIENCE_MS = 5_000;

/** The part of a stream that output needs; standard output has it. */
export interface OutputStream {
  readonly writableLength: number;
  write(text: string, written: (error?: Error | null) => void): boolean;
  removeAllListeners(name: 'error'): unknown;
  on(name: 'error', hear: (error: Error) => void): unknown;
}

/** Standard output, written so that a stalled reader never blocks the process. */
export class Output {
  readonly #stream: OutputStream;
  readonly #mostWaiting: number;
  readonly #report: (text: string) => void;
  #readerLeft = false;
  #unwritable: NodeJS.ErrnoException | undefined;
  #isHurried = false;
  #pending = 0;
  #progress = Promise.withResolvers<void>();

  /** `report` says once, for people, that the output cannot be written. */
  constructor(stream: OutputStream, report: (text: string) => void, mostWaiting = MOST_WAITING_BYTES) {
    this.#stream = stream;
    this.#report = report;
    this.#mostWaiting = mostWaiting;
    // Node writes to pipes and terminals synchronously, so `| less` would stop deletes, heartbeats and signals.
    writeWithoutBlocking(stream);
    // oclif adds a listener of its own, which throws in the middle of the work.
    stream.removeAllListeners('error');
    stream.on('error', (error) => this.#hear(error));
  }

  /** Has the reader closed its end? Known only after a write that failed. */
  get readerLeft(): boolean {
    return this.#readerLeft;
  }

  /**
   * Writes a text. Waits only while more than the bound waits for the reader, and not after `hurry`. Rejects with a
   * Failure if the output cannot be written, for example on a full disk; a reader that has left is no failure.
   */
  async write(text: string): Promise<void> {
    if (text !== '' && !this.#readerLeft && this.#unwritable === undefined) {
      this.#pending += 1;
      const written = new Promise<void>((resolve) => {
        this.#stream.write(text, (error) => {
          if (error) this.#hear(error);
          this.#pending -= 1;
          this.#moved();
          resolve();
        });
      });
      // A file answers at once, so a full disk is noticed by the write that meets it.
      await Promise.race([written, turn()]);
      while (this.#mustWait) await this.#progress.promise;
    }
    if (this.#unwritable !== undefined) throw cannotWrite(this.#unwritable);
  }

  /** From now on no write waits: the operator wants to stop. */
  hurry(): void {
    this.#isHurried = true;
    this.#moved();
  }

  /**
   * Waits until everything is written, or, after `hurry`, until the reader has read nothing for five seconds. Was
   * everything written? Rejects as `write` does.
   */
  async flushed(): Promise<boolean> {
    while (this.#pending > 0 && !this.#readerLeft && this.#unwritable === undefined) {
      const { promise } = this.#progress;
      if (!this.#isHurried) await promise;
      else if (!(await within(PATIENCE_MS, promise))) return false;
    }
    if (this.#unwritable !== undefined) throw cannotWrite(this.#unwritable);
    return true;
  }

  get #mustWait(): boolean {
    const isOver = this.#isHurried || this.#readerLeft || this.#unwritable !== undefined;
    return !isOver && this.#pending > 0 && this.#stream.writableLength > this.#mostWaiting;
  }

  #moved(): void {
    this.#progress.resolve();
    this.#progress = Promise.withResolvers();
  }

  #hear(error: NodeJS.ErrnoException): void {
    this.#readerLeft ||= hasGone(error);
    if (!hasGone(error) && this.#unwritable === undefined) {
      this.#unwritable = error;
      // A JSON document cannot hold its own failure if it cannot be written.
      this.#report(`momento-eb: standard output could not be written: ${error.message}`);
    }
    this.#moved();
  }
}

/** Makes writes to a pipe or a terminal asynchronous. Files have no handle: they never make a writer wait for a reader. */
export function writeWithoutBlocking(stream: object): void {
  (stream as { readonly _handle?: { setBlocking?(isBlocking: boolean): void } | null })._handle?.setBlocking?.(false);
}

/** EPIPE: a pipe without a reader. EIO: a terminal that was hung up. */
function hasGone({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'EIO';
}

function cannotWrite({ code, message }: NodeJS.ErrnoException): Failure {
  return new Failure(
    EXIT.partly,
    code ?? 'OutputFailed',
    `Standard output could not be written (${message}), so the work was stopped in order.`,
    'The output is incomplete. Free disk space, then run the command again: events that were sent are no longer in the queue.',
  );
}

/** One turn of the event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Did it resolve within `milliseconds`? */
async function within(milliseconds: number, promise: Promise<void>): Promise<boolean> {
  const timer = Promise.withResolvers<boolean>();
  const timeout = setTimeout(() => timer.resolve(false), milliseconds);
  try {
    return await Promise.race([promise.then(() => true), timer.promise]);
  } finally {
    clearTimeout(timeout);
  }
}
