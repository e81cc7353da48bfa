import xterm, { type Terminal } from '@xterm/headless';
import type { OnTerminal, TerminalSize } from './pseudo-terminal.ts';

/** What somebody would see who sits before the terminal. */
export interface TerminalScreen {
  /** The rows as they stand there, without the spaces at their ends. */
  rows(): readonly string[];
  /** Is the alternate screen shown, which leaves what was there before untouched? */
  isAlternate(): boolean;
  isCursorShown(): boolean;
  /** Resolves as soon as the rows are so; rejects with the screen when the process ends before. */
  until(isSo: (rows: readonly string[]) => boolean): Promise<readonly string[]>;
  /** What stood there when the process had ended. */
  atTheEnd(): Promise<readonly string[]>;
  resize(size: TerminalSize): void;
  /** How many times everything was erased at once. */
  fullClears(): number;
  readonly terminal: Terminal;
}

/** Draws what a process writes to its terminal as an xterm does. */
export function screenOf(running: OnTerminal, { columns, rows }: TerminalSize): TerminalScreen {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const waiting = new Set<() => void>();
  let isCursorShown = true;
  let clears = 0;
  let isOver = false;
  const seen = () => {
    const { active } = terminal.buffer;
    return Array.from(
      { length: terminal.rows },
      (_, at) => active.getLine(active.viewportY + at)?.translateToString(true) ?? '',
    );
  };
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'h' }, ([mode]) => {
    if (mode === 25) isCursorShown = true;
    return false;
  });
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'l' }, ([mode]) => {
    if (mode === 25) isCursorShown = false;
    return false;
  });
  terminal.parser.registerCsiHandler({ final: 'J' }, ([what]) => {
    const { cursorX, cursorY } = terminal.buffer.active;
    if (what === 2 || what === 3 || (cursorX === 0 && cursorY === 0)) clears += 1;
    return false;
  });
  // Within a synchronized update half of the picture is old.
  const wake = () => {
    if (terminal.modes.synchronizedOutputMode && !isOver) return;
    for (const look of waiting) look();
  };
  running.listen((piece) => terminal.write(piece, wake));
  const drawn = running.ended.then(
    () =>
      new Promise<void>((done) => {
        terminal.write('', done);
      }),
  );
  void drawn.then(() => {
    isOver = true;
    wake();
  });
  return {
    terminal,
    rows: seen,
    isAlternate: () => terminal.buffer.active.type === 'alternate',
    isCursorShown: () => isCursorShown,
    fullClears: () => clears,
    atTheEnd: async () => {
      await drawn;
      return seen();
    },
    resize: (size) => {
      terminal.resize(size.columns, size.rows);
      running.resize(size);
    },
    until: (isSo) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const rows = seen();
          const found = isSo(rows);
          if (!found && !isOver) return;
          waiting.delete(look);
          if (found) resolve(rows);
          else reject(new Error(`ended before that was to be seen:\n${rows.join('\n')}`));
        };
        waiting.add(look);
        look();
      }),
  };
}
