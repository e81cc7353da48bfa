import { render } from 'ink';
import type { Theme } from '../present/style/theme.ts';
import { type DashboardPorts, Effects } from './effects.ts';
import { Screen } from './screen.tsx';
import { beginning, stuck } from './state/state.ts';
import { Store } from './store.ts';
import { summaryText } from './summary.ts';

/** How the dashboard is drawn. */
export interface DashboardStyle {
  readonly theme: Theme;
  readonly unicode: boolean;
}

/** How the dashboard ended: `interrupted` by Ctrl+C or a signal, otherwise left with q. */
export interface DashboardEnding {
  /** The text that stays on the terminal, in lines of at most `width` columns. */
  readonly summary: (width: number) => string;
  readonly interrupted: boolean;
  /** Messages of a sample that could not be released. */
  readonly stuck: number;
}

/** The terminal: keys come from `stdin`, frames go to `stdout`. */
export interface DashboardStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

const MOST_FRAMES_A_SECOND = 10;

/**
 * Shows the dashboard on the alternate screen until the operator leaves it or the signal aborts. Then the terminal is as
 * it was, and every message of a sample has been released. If an effect throws, it rejects with that error after the same steps.
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
    // Ink assumes no terminal on CI, but there is one here. We handle Ctrl+C because it has its own exit status.
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
