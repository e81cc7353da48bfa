import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { EXIT, Failure } from './app/failures.ts';

/** Columns assumed where nobody says: wide enough for a log, narrow enough to read. */
const WIDTH_WITHOUT_TERMINAL = 100;
const PROGRESS_EVERY_MS = 100;
/** One Ctrl+C can arrive twice: from the terminal and from a parent (npm, bin/run.js) that passes it on. */
const SAME_KEYPRESS_MS = 250;

/** The one place that writes, asks and hears signals. */
export interface Terminal {
  /** Columns of standard output. */
  readonly width: number;
  readonly colour: boolean;
  /** The locale says that what is written is read as UTF-8. */
  readonly unicode: boolean;
  /** Is there somebody who can see what is written, be asked about it, and answer? */
  readonly canAsk: boolean;
  /**
   * Writes to standard output and waits until it is out, however slow the reader is; rejects with a Failure when it cannot
   * be written, as on a full disk. A reader that has gone ends it silently.
   */
  write(text: string): Promise<void>;
  /** Is nobody there any more who reads standard output? Known only once something was written in vain. */
  readonly readerLeft: boolean;
  /** A line for people on standard error. */
  say(text: string): void;
  /** A line that overwrites itself on standard error when that is a terminal; nothing otherwise. */
  progress(text: () => string): void;
  /** Takes the progress line away. */
  clearProgress(): void;
  /** Asks on standard error for a line; empty when nobody answers or the signal aborts. */
  ask(question: string, signal: AbortSignal): Promise<string>;
  /** Asks on standard error; only `y` or `yes` is a yes. */
  confirm(question: string, signal: AbortSignal): Promise<boolean>;
}

/** The terminal of this process; nobody else hears any more of writes to standard output that fail. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  let shownAt = Number.NEGATIVE_INFINITY;
  let shown = false;
  let readerLeft = false;
  let unwritable: NodeJS.ErrnoException | undefined;
  const hear = (error: NodeJS.ErrnoException) => {
    readerLeft ||= hasGone(error);
    if (hasGone(error) || unwritable !== undefined) return;
    unwritable = error;
    // Said here because a JSON document, which is where its failure would stand, cannot be written either.
    stderr.write(`momento-eb: standard output could not be written: ${error.message}\n`);
  };
  // oclif's own listener, which comes with its Command, throws in the middle of whatever is under way.
  stdout.removeAllListeners('error');
  stdout.on('error', hear);
  const clearProgress = () => {
    if (shown) stderr.write('\r\u001b[K');
    shown = false;
  };
  const ask = async (question: string, signal: AbortSignal): Promise<string> => {
    clearProgress();
    const lines = createInterface({ input: stdin, output: stderr });
    // While it reads, Ctrl+C is a key and no signal; and a terminal that goes away ends the lines without an answer.
    lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    const ended = once(lines, 'close').then(() => '');
    try {
      return (await Promise.race([lines.question(question, { signal }), ended])).trim();
    } catch {
      return '';
    } finally {
      lines.close();
    }
  };
  return {
    // A pseudo-terminal without a size says 0.
    width: stdout.columns || Number(process.env.COLUMNS) || WIDTH_WITHOUT_TERMINAL,
    colour: wantsColour(stdout.isTTY === true),
    unicode: isUtf8(process.env),
    canAsk: stdin.isTTY === true && stdout.isTTY === true && stderr.isTTY === true,
    get readerLeft() {
      return readerLeft;
    },
    async write(text) {
      if (text !== '' && !readerLeft && unwritable === undefined) {
        clearProgress();
        const error = await new Promise<Error | null | undefined>((written) => {
          stdout.write(text, written);
        });
        if (error) hear(error);
      }
      // A full disk ends the work, but in order, so that what is in hand is released.
      if (unwritable !== undefined) throw cannotWrite(unwritable);
    },
    say(text) {
      clearProgress();
      stderr.write(`${text}\n`);
    },
    progress(text) {
      const now = performance.now();
      if (stderr.isTTY !== true || now - shownAt < PROGRESS_EVERY_MS) return;
      shownAt = now;
      shown = true;
      stderr.write(`\r\u001b[K${text()}`);
    },
    clearProgress,
    ask,
    confirm: async (question, signal) => /^y(es)?$/i.test(await ask(`${question} [y/N] `, signal)),
  };
}

/**
 * Lets this process outlive whoever reads it: what is said to a closed pipe or to a terminal that went away is dropped,
 * because work that is half done must come to its end all the same. To be called once, before anything is written.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdin, process.stdout, process.stderr]) stream.on('error', () => {});
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
    'What was told so far is incomplete; make room, then run it again: what was sent is not in the queue any more.',
  );
}

const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Aborts on the first SIGINT, SIGTERM or SIGHUP, so that what is in hand can be released; the second ends the process at once.
 * `release` gives the signals back.
 */
export function interruption(onFirst: () => void): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  let firstAt = 0;
  const hear = () => {
    const now = performance.now();
    if (controller.signal.aborted && now - firstAt > SAME_KEYPRESS_MS) process.exit(130);
    if (controller.signal.aborted) return;
    firstAt = now;
    controller.abort();
    onFirst();
  };
  for (const name of STOPPING) process.on(name, hear);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of STOPPING) process.off(name, hear);
    },
  };
}

/** Source: POSIX, "Environment Variables": the first of these that is set and not empty decides. */
function isUtf8({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): boolean {
  return /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || '');
}

/** NO_COLOR and FORCE_COLOR as no-color.org and force-color.org say; a dumb terminal gets none. */
function wantsColour(isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0' && FORCE_COLOR !== 'false') return true;
  return isTerminal && TERM !== 'dumb';
}
