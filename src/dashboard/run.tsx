import { render } from 'ink';
import type { Theme } from '../present/style/theme.ts';
import { type DashboardPorts, Effects } from './effects.ts';
import { Screen } from './screen.tsx';
import { beginning, stuck } from './state/state.ts';
import { Store } from './store.ts';
import { summaryText } from './summary.ts';

/** How it is drawn. */
export interface DashboardStyle {
  readonly theme: Theme;
  readonly unicode: boolean;
}

/** How it ended: `interrupted` by Ctrl+C or a signal, else left. */
export interface DashboardEnding {
  /** What should stay on the terminal, in lines of at most so many columns. */
  readonly summary: (width: number) => string;
  readonly interrupted: boolean;
  /** Messages of a sample that could not be handed back. */
  readonly stuck: number;
}

/** Where it is drawn and where keys come from. */
export interface DashboardStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

const MOST_FRAMES_A_SECOND = 10;

/**
 * Shows the dashboard on the alternate screen until somebody leaves it or the signal aborts. By then the terminal is as
 * it was, and every message of a sample has been handed back. Rejects with what was thrown meanwhile, after the same.
 */
export async function runDashboard(
  ports: DashboardPorts,
  style: DashboardStyle,
  signal: AbortSignal,
  streams: DashboardStreams = process,
): Promise<DashboardEnding> {
  const { refreshControl, clock } = ports;
  const stop = new AbortController();
  const store = new Store(beginning(refreshControl.range, clock.now(), ports.sample !== undefined));
  const effects = new Effects(store, ports, stop);
  const screen = render(
    <Screen store={store} theme={style.theme} unicode={style.unicode} press={(key) => effects.press(key)} />,
    // On CI, too, whoever is here has a terminal. Ctrl+C is a key of ours, because it has an exit status of its own.
    {
      stdin: streams.stdin,
      stdout: streams.stdout,
      alternateScreen: true,
      exitOnCtrlC: false,
      interactive: true,
      incrementalRendering: true,
      maxFps: MOST_FRAMES_A_SECOND,
    },
  );
  const leave = () => stop.abort();
  stop.signal.addEventListener('abort', () => screen.unmount());
  signal.addEventListener('abort', leave);
  if (signal.aborted) leave();
  effects.begin();
  try {
    await screen.waitUntilExit();
  } finally {
    stop.abort();
    signal.removeEventListener('abort', leave);
    await effects.ended();
  }
  const ending = store.state();
  return {
    summary: (width) => summaryText(ending, clock.now(), width, style.unicode),
    interrupted: effects.interrupted || signal.aborted,
    stuck: stuck(ending),
  };
}
