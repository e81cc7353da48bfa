import { describe, expect, it, type TestContext } from 'vitest';
import { startSeededSandbox } from '../../src/sandbox/integration/seeded.ts';
import type { TerminalSize } from '../support/terminal/pseudo-terminal.ts';
import { screenOf } from '../support/terminal/terminal-screen.ts';
import { inShellOnTerminal, momentoEbOnTerminal } from './cli.ts';

const SIZE: TerminalSize = { columns: 100, rows: 30 };
const UTF8 = { LC_ALL: 'C.UTF-8', NO_COLOR: '1' };

/** A sandbox with traffic, and a way to take it away and bring it back on the same port. */
async function withTraffic(onTestFinished: TestContext['onTestFinished']) {
  const start = (port: number) => startSeededSandbox({ seed: 12, traffic: 20, port });
  let sandbox = await start(0);
  const port = Number(new URL(sandbox.url).port);
  onTestFinished(() => sandbox.stop());
  return {
    environment: { ...sandbox.environment, ...UTF8 },
    takeAway: () => sandbox.stop(),
    bringBack: async () => {
      sandbox = await start(port);
    },
  };
}

/** The dashboard on a terminal of its own. */
function dashboard(environment: Readonly<Record<string, string | undefined>>, words: readonly string[] = []) {
  const running = momentoEbOnTerminal(['stats', ...words], environment, SIZE);
  return { running, screen: screenOf(running, SIZE) };
}

const has = (text: string | RegExp) => (rows: readonly string[]) =>
  rows.some((row) => (typeof text === 'string' ? row.includes(text) : text.test(row)));

const UP_TO_DATE = has(/LIVE$/);

describe.concurrent('the dashboard on a terminal', () => {
  it('starts, drills down, changes the range, resizes, outlives the endpoint, and leaves', async ({
    onTestFinished,
  }) => {
    const { environment, takeAway, bringBack } = await withTraffic(onTestFinished);
    // `sh -c` so that something stands on the terminal before and after, and says what state it was left in.
    const running = inShellOnTerminal(
      'echo BEFORE; stty -a > /dev/null; momento-eb stats; echo "LEFT $?"; stty -a',
      environment,
      SIZE,
    );
    const screen = screenOf(running, SIZE);

    await screen.until(UP_TO_DATE);
    expect(screen.isAlternate()).toBe(true);
    expect(screen.isCursorShown()).toBe(false);
    expect(screen.rows().join('\n')).toMatch(/DESTINATIONS.*DEAD LETTER QUEUE.*CAUSES.*CONNECTION AND ACCOUNT/s);

    running.type('\u001b[B\r');
    await screen.until((rows) => /^▸ MomentoApiCacheDelete/.test(rows[1] ?? '') && has('invoked per 1 min')(rows));
    const clears = screen.fullClears();

    running.type('tt');
    await screen.until(has(/us-east-1 {2}1d /));
    await screen.until(has(/invoked per 5 min/));
    running.type('r');
    await screen.until(has(/queue 0 s/));
    running.type('\u001b');
    await screen.until(has(/DEAD LETTER QUEUE/));
    expect(screen.fullClears()).toBe(clears);

    for (const size of [{ columns: 60, rows: 16 }, { columns: 140, rows: 40 }, SIZE]) {
      screen.resize(size);
      await screen.until(
        (rows) =>
          rows.length === size.rows &&
          /^. DESTINATIONS/.test(rows[1] ?? '') &&
          rows.at(-2) !== '' &&
          rows.at(-2)?.includes('q leave') === true,
      );
      expect(screen.rows().at(-1)).toBe('');
    }
    screen.resize({ columns: 59, rows: 15 });
    await screen.until(has('59×15 is too small.'));
    screen.resize(SIZE);
    await screen.until(UP_TO_DATE);

    await takeAway();
    running.type('r');
    await screen.until(has('REFRESH FAILED, this is from'));
    expect(screen.rows().join('\n')).toMatch(/NOT REFRESHED\n.*DEAD LETTER QUEUE/s);
    await bringBack();
    running.type('r');
    await screen.until(UP_TO_DATE);

    running.type('c');
    await screen.until(has(/CAUSES .* read \d/));
    running.type('q');
    const { status } = await running.ended;
    const rows = await screen.atTheEnd();
    expect(status).toBe(0);
    expect(screen.isAlternate()).toBe(false);
    expect(screen.isCursorShown()).toBe(true);
    const left = rows.join('\n');
    expect(left).toMatch(/^BEFORE\nWatched for .*: \d+ refreshes, \d+ failed\.\nmomento-api, .* invoked, .*LEFT 0\n/s);
    expect(left).toMatch(/ icanon\b.* echo\b/s);
  });

  it.for<[string, (running: ReturnType<typeof dashboard>['running']) => void]>([
    ['Ctrl+C', ({ type }) => type('\u0003')],
    ['SIGTERM', ({ signal }) => signal('SIGTERM')],
    ['SIGINT', ({ signal }) => signal('SIGINT')],
    ['SIGHUP', ({ signal }) => signal('SIGHUP')],
  ])('gives the terminal back on %s, with the status of an interruption', async ([, interrupt], { onTestFinished }) => {
    const { environment } = await withTraffic(onTestFinished);
    const { running, screen } = dashboard(environment);
    await screen.until(UP_TO_DATE);
    interrupt(running);
    expect((await running.ended).status).toBe(130);
    const rows = await screen.atTheEnd();
    expect(screen.isAlternate()).toBe(false);
    expect(screen.isCursorShown()).toBe(true);
    expect(rows[0]).toMatch(/^Watched for /);
  });

  it('writes nothing but ASCII where it is asked to, or where the locale is not UTF-8', async ({ onTestFinished }) => {
    const { environment } = await withTraffic(onTestFinished);
    for (const [words, locale] of [
      [['--ascii'], 'C.UTF-8'],
      [[], 'C'],
    ] as const) {
      const { running, screen } = dashboard({ ...environment, LC_ALL: locale }, words);
      await screen.until(UP_TO_DATE);
      running.type('\r?');
      await screen.until(has('HELP'));
      running.type('q');
      const { screen: written } = await running.ended;
      // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII is what must not be there
      expect(written).not.toMatch(/[^\u0000-\u007f]/);
    }
  });
});
