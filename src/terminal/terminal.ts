import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { terminalText } from '../domain/text/printable.ts';
import { Output, writeWithoutBlocking } from './output.ts';
import { pagerOf, shownInPager } from './pager.ts';

/** Columns assumed if nothing says: wide enough for a log, narrow enough to read. */
const WIDTH_WITHOUT_TERMINAL = 100;
const PROGRESS_EVERY_MS = 100;

/** The one place that writes output, asks the operator and receives signals. */
export interface Terminal {
  /** Columns of standard output. */
  readonly width: number;
  readonly colour: boolean;
  /** Does the locale say that output is read as UTF-8? */
  readonly unicode: boolean;
  /** Can the operator see the output and answer a question? */
  readonly canAsk: boolean;
  /**
   * Writes to standard output. A stalled reader blocks only a caller that is 16 MiB ahead of it. Rejects with
   * a Failure if it cannot be written, as on a full disk. A reader that has left ends it silently.
   */
  write(text: string): Promise<void>;
  /** As `write`, through the operator's pager if the text is higher than the terminal. */
  page(text: string): Promise<void>;
  /** From now on no write waits for its reader, because the operator wants to stop. */
  hurry(): void;
  /** Waits until everything is written; false if, after `hurry`, the reader stood still for five seconds. */
  flushed(): Promise<boolean>;
  /** Has the reader of standard output left? Known only after a write in vain. */
  readonly readerLeft: boolean;
  /** A line for people on standard error. */
  say(text: string): void;
  /** A line that overwrites itself on standard error if that is a terminal; nothing otherwise. */
  progress(text: () => string): void;
  /** Removes the progress line. */
  clearProgress(): void;
  /** Asks on standard error for a line; empty without an answer or when the signal aborts. */
  ask(question: string, signal: AbortSignal): Promise<string>;
  /** Asks on standard error; only `y` or `yes` is a yes. */
  confirm(question: string, signal: AbortSignal): Promise<boolean>;
}

/** The terminal of this process; no other listener hears of writes to standard output that fail. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  let shownAt = Number.NEGATIVE_INFINITY;
  let shown = false;
  const output = new Output(stdout, (text) => stderr.write(terminalText(`${text}\n`)));
  writeWithoutBlocking(stderr);
  const clearProgress = () => {
    if (shown) stderr.write('\r\u001b[K');
    shown = false;
  };
  const write = (text: string) => {
    if (text !== '') clearProgress();
    return output.write(terminalText(text));
  };
  const ask = async (question: string, signal: AbortSignal): Promise<string> => {
    clearProgress();
    const lines = createInterface({ input: stdin, output: stderr });
    // While readline reads, Ctrl+C is a key and no signal. A terminal that goes away closes it without an answer.
    lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    const ended = once(lines, 'close').then(() => '');
    try {
      return (await Promise.race([lines.question(terminalText(question), { signal }), ended])).trim();
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
      return output.readerLeft;
    },
    write,
    async page(text) {
      const pager = pagerOf(process.env);
      const isHigher = stdout.isTTY === true && text.split('\n').length > (stdout.rows || Number.POSITIVE_INFINITY);
      if (pager === undefined || !isHigher || stdin.isTTY !== true) return write(text);
      clearProgress();
      if (!(await shownInPager(pager, terminalText(text)))) await write(text);
    },
    hurry: () => output.hurry(),
    flushed: () => output.flushed(),
    say(text) {
      clearProgress();
      stderr.write(terminalText(`${text}\n`));
    },
    progress(text) {
      const now = performance.now();
      // A stalled terminal gets no further line of progress.
      if (stderr.isTTY !== true || now - shownAt < PROGRESS_EVERY_MS || stderr.writableLength > 0) return;
      shownAt = now;
      shown = true;
      stderr.write(`\r\u001b[K${terminalText(text())}`);
    },
    clearProgress,
    ask,
    confirm: async (question, signal) => /^y(es)?$/i.test(await ask(`${question} [y/N] `, signal)),
  };
}

/**
 * Lets this process outlive its readers: output to a closed pipe or to a terminal that went away is dropped, because work
 * that has begun must still end in order. Call it once, before anything is written.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdin, process.stdout, process.stderr]) stream.on('error', () => {});
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
