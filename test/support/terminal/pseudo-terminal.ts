import { type IPty, spawn } from '@lydell/node-pty';

/** How large a terminal is. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

const LARGE: TerminalSize = { columns: 120, rows: 60 };

/** A process that believes to have a terminal, without colour unless `environment` says otherwise. */
export interface OnTerminal {
  readonly pid: number;
  /** Resolves when the screen has shown that text; rejects when the process ends before. */
  shown(text: string): Promise<void>;
  /** What somebody types; Enter is `\r`, Ctrl+C is `\u0003`. */
  type(keys: string): void;
  /** Gives the terminal another size, as dragging its corner does. */
  resize(size: TerminalSize): void;
  /** Sends the process a signal. */
  signal(name: NodeJS.Signals): void;
  /** Hears everything that is written from now on. */
  listen(hear: (piece: string) => void): void;
  /** Takes the terminal away, as a lost connection does: SIGHUP, and every read and write fails from then on. */
  hangUp(): void;
  /** `status` is as a shell tells it: 128 and the number of the signal that ended the process. */
  readonly ended: Promise<{ readonly status: number; readonly screen: string }>;
}

/** Starts a process on a terminal of its own, by default of 120 × 60. What `environment` leaves undefined is not set. */
export function onTerminal(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  { columns, rows }: TerminalSize = LARGE,
): OnTerminal {
  const all = { ...process.env, NO_COLOR: '1', ...environment };
  // The terminal would set what is undefined to the text "undefined".
  const env = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  // Its types leave out what closes our end.
  const terminal = spawn(command, [...args], { cols: columns, rows, env }) as IPty & { destroy(): void };
  const waiting = new Set<() => void>();
  let screen = '';
  let isOver = false;
  const wake = () => {
    for (const look of waiting) look();
  };
  terminal.onData((piece) => {
    screen += piece;
    wake();
  });
  const { promise: ended, resolve } = Promise.withResolvers<{ status: number; screen: string }>();
  terminal.onExit(({ exitCode, signal }) => {
    isOver = true;
    resolve({ status: signal ? 128 + signal : exitCode, screen });
    wake();
  });
  return {
    pid: terminal.pid,
    ended,
    type: (keys) => terminal.write(keys),
    resize: (size) => terminal.resize(size.columns, size.rows),
    signal: (name) => terminal.kill(name),
    listen: (hear) => {
      terminal.onData(hear);
    },
    // The types do not tell of it: it closes the master's side, as a terminal that goes away does.
    hangUp: () => (terminal as unknown as { destroy(): void }).destroy(),
    shown: (text) =>
      new Promise((found, missed) => {
        const look = () => {
          if (!screen.includes(text) && !isOver) return;
          waiting.delete(look);
          if (screen.includes(text)) found();
          else missed(new Error(`ended without showing "${text}": ${screen}`));
        };
        waiting.add(look);
        look();
      }),
  };
}
