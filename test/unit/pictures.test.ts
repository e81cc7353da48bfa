import { readFileSync } from 'node:fs';
import xterm from '@xterm/headless';
import { describe, expect, it } from 'vitest';
import { recordingOf } from '../support/terminal/moving-svg.ts';
import { screenSvg } from '../support/terminal/screen-svg.ts';

const texts = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
const places = (svg: string) => [...svg.matchAll(/<text x="([\d.]+)"/g)].map(([, x]) => Number(x));

function terminalOf(columns: number, rows: number) {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  return { terminal, write: (text: string) => new Promise<void>((done) => terminal.write(text, done)) };
}

describe('a picture of a terminal', () => {
  it.each(['docs/dashboard.svg', 'docs/redrive.svg'])('%s has no spaces that a viewer could collapse', (file) => {
    const shown = texts(readFileSync(file, 'utf8'));
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.filter((text) => /^\s|\s\s|\s$/.test(text))).toEqual([]);
  });

  it('puts each word of a table into its column', async () => {
    const { terminal, write } = terminalOf(20, 2);
    await write('  ab   cd e');
    const svg = screenSvg(terminal);
    expect(texts(svg)).toEqual(['ab', 'cd e']);
    const [first = 0, second = 0] = places(svg);
    expect(second - first).toBeCloseTo(5 * 8.4, 1);
  });
});

describe('a moving picture', () => {
  it('shows exactly one frame at each moment, and the last one where nothing moves', async () => {
    const { terminal, write } = terminalOf(20, 3);
    const recording = recordingOf(terminal);
    recording.take(0);
    await write('one');
    recording.take(400);
    await write('\r\ntwo');
    recording.take(300);
    recording.hold(300);
    const svg = recording.svg('three frames');
    const spans = [...svg.matchAll(/@keyframes k\d+\{(.*?)\}#/g)].map(([, steps = '']) => ({
      from: Number(/([\d.]+)%\{visibility:visible/.exec(steps)?.[1]),
      to: Number(/visible\}([\d.]+)%\{visibility:hidden/.exec(steps)?.[1] ?? 100),
    }));
    expect(spans).toEqual([
      { from: 0, to: 40 },
      { from: 40, to: 70 },
      { from: 70, to: 100 },
    ]);
    expect(svg).toContain('.f:last-child{visibility:visible}');
    expect(svg).toContain('prefers-reduced-motion');
  });

  it('scrolls a long output by row by row', async () => {
    const { terminal, write } = terminalOf(20, 3);
    const recording = recordingOf(terminal);
    recording.take(0);
    await write(Array.from({ length: 9 }, (_, at) => `row ${at}`).join('\r\n'));
    recording.take(100);
    recording.hold(100);
    // The empty screen, the first screen of the output, five on the way, and the last.
    expect(recording.svg('rows').match(/<g class="f"/g)).toHaveLength(8);
  });

  it('docs/redrive.svg is small enough for a README', () => {
    expect(readFileSync('docs/redrive.svg').length).toBeLessThan(300_000);
  });
});
