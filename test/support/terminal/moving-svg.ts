import type { Terminal } from '@xterm/headless';
import { cursorMarkup, picture, rowMarkup, rowOffset } from './screen-svg.ts';

/** Frames longer than this are cut to it: a viewer needs no longer to read what changed. */
const LONGEST_PAUSE_MS = 2500;
/** How long one row of a long output stays while it scrolls by. */
const SCROLL_ROW_MS = 90;
/** How long a screen stays before a long output scrolls it away. */
const BEFORE_SCROLL_MS = 900;

interface Frame {
  readonly markup: string;
  milliseconds: number;
}

/** Records what a terminal shows, as frames of one SVG that CSS shows one after the other, again and again. */
export interface Recording {
  /** Takes what the terminal shows now; `milliseconds` passed since the last time. */
  take(milliseconds: number): void;
  /** Lets what was taken last stay for at least that long. */
  hold(milliseconds: number): void;
  svg(label: string): string;
}

export function recordingOf(terminal: Terminal): Recording {
  const rows = new Map<string, string>();
  const frames: Frame[] = [];
  let shownFrom = 0;

  /** The screen when line `from` of the buffer is its first; equal rows are kept once. */
  const screenFrom = (from: number, withCursor: boolean): string => {
    const used = Array.from({ length: terminal.rows }, (_, row) => {
      const markup = rowMarkup(terminal, from + row, 0);
      if (markup === '') return '';
      const id = rows.get(markup) ?? `r${rows.size}`;
      rows.set(markup, id);
      return `<use href="#${id}" y="${rowOffset(row)}"/>`;
    });
    const { cursorX, cursorY } = terminal.buffer.active;
    return used.join('') + (withCursor ? cursorMarkup(cursorX, cursorY) : '');
  };
  const add = (markup: string, milliseconds: number) => {
    const last = frames.at(-1);
    if (last?.markup === markup) last.milliseconds += milliseconds;
    else frames.push({ markup, milliseconds });
  };

  return {
    take(milliseconds) {
      const last = frames.at(-1);
      if (last !== undefined) last.milliseconds = Math.min(last.milliseconds + milliseconds, LONGEST_PAUSE_MS);
      const { viewportY } = terminal.buffer.active;
      if (viewportY > shownFrom + 2) {
        add(screenFrom(shownFrom, false), BEFORE_SCROLL_MS);
        for (let from = shownFrom + 1; from < viewportY; from += 1) add(screenFrom(from, false), SCROLL_ROW_MS);
      }
      shownFrom = viewportY;
      add(screenFrom(viewportY, true), 0);
    },
    hold(milliseconds) {
      const last = frames.at(-1);
      if (last !== undefined) last.milliseconds = Math.max(last.milliseconds, milliseconds);
    },
    svg(label) {
      const total = Math.round(frames.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
      const percent = (milliseconds: number) => `${Math.round((milliseconds / total) * 100_000) / 1000}%`;
      let at = 0;
      const steps = frames.map(({ milliseconds }, index) => {
        const from = at;
        at += milliseconds;
        const hiddenBefore = from === 0 ? '' : '0%{visibility:hidden}';
        const hiddenAfter = at >= total ? '' : `${percent(at)}{visibility:hidden}`;
        return `@keyframes k${index}{${hiddenBefore}${percent(from)}{visibility:visible}${hiddenAfter}}#f${index}{animation-name:k${index}}`;
      });
      // Without animation (reduced motion, a converter) the last frame is shown.
      const style = `.f{visibility:hidden;animation:${total}ms step-end infinite}.f:last-child{visibility:visible}${steps.join('')}@media(prefers-reduced-motion:reduce){.f{animation:none}}`;
      const defined = [...rows].map(([markup, id]) => `<g id="${id}">${markup}</g>`);
      const drawn = frames.map(({ markup }, index) => `<g class="f" id="f${index}">${markup}</g>`);
      return picture(terminal, label, style, ['<defs>', ...defined, '</defs>', ...drawn].join('\n'));
    },
  };
}
