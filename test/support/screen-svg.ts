import type { IBufferCell, Terminal } from '@xterm/headless';

const CELL = { width: 8.4, height: 18 } as const;
const MARGIN = 14;
const FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace";
const PAPER = '#11151c';
const INK = '#d5dae2';
/** The first eight colours of a terminal, as they look on that paper. */
const COLOURS = ['#5b6472', '#ff6b68', '#7fd88f', '#f0c760', '#6fa8ff', '#d69cf5', '#5fd0d8', '#d5dae2'] as const;

/** What the terminal shows as an SVG picture: text as text, and what charts are drawn with as shapes, for fonts draw those as they like. */
export function screenSvg(terminal: Terminal): string {
  const { cols, rows } = terminal;
  const width = cols * CELL.width + MARGIN * 2;
  const height = rows * CELL.height + MARGIN * 2;
  const runs = Array.from({ length: rows }, (_, row) => rowOf(terminal, row));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="momento-eb stats on a terminal">
<rect width="100%" height="100%" rx="8" fill="${PAPER}"/>
<g font-family="${FONT}" font-size="14" fill="${INK}" xml:space="preserve">
${runs.filter((run) => run !== '').join('\n')}
</g>
</svg>
`;
}

interface Run {
  readonly at: number;
  readonly look: string;
  text: string;
  columns: number;
}

function rowOf(terminal: Terminal, row: number): string {
  const { active } = terminal.buffer;
  const line = active.getLine(active.viewportY + row);
  const runs: Run[] = [];
  for (let at = 0; at < terminal.cols; at += 1) {
    const cell = line?.getCell(at);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const text = cell.getChars() || ' ';
    const look = text === ' ' ? '' : lookOf(cell);
    const last = runs.at(-1);
    if (last !== undefined && last.look === look && isDrawn(last.text) === isDrawn(text)) {
      last.text += text;
      last.columns += cell.getWidth();
    } else {
      runs.push({ at, look, text, columns: cell.getWidth() });
    }
  }
  const top = MARGIN + row * CELL.height;
  const y = top + 0.75 * CELL.height;
  return runs
    .filter(({ text }) => text.trim() !== '')
    .map(({ at, look, text, columns }) => {
      if (isDrawn(text)) return `<path d="${shapesOf(text, MARGIN + at * CELL.width, top)}"${look}/>`;
      const shown = text.trimEnd();
      const length = (columns - (text.length - shown.length)) * CELL.width;
      return `<text x="${fixed(MARGIN + at * CELL.width)}" y="${fixed(y)}" textLength="${fixed(length)}" lengthAdjust="spacingAndGlyphs"${look}>${escaped(shown)}</text>`;
    })
    .join('');
}

/** Braille, blocks and lines. */
function isDrawn(text: string): boolean {
  return /^[\u2801-\u28ff\u2581-\u2588─]/.test(text);
}

function shapesOf(text: string, left: number, top: number): string {
  return [...text].map((character, at) => shapeOf(character, left + at * CELL.width, top)).join('');
}

const DOT = 2.6;
/** The bits of a braille character, row by row. */
const DOTS = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80] as const;

function shapeOf(character: string, left: number, top: number): string {
  const { width, height } = CELL;
  if (character === '─') return rectangle(left, top + height / 2, width, 1);
  const block = character.charCodeAt(0) - 0x2580;
  if (block > 0 && block <= 8) {
    const tall = ((height - 2) * block) / 8;
    return rectangle(left, top + height - tall, width, tall);
  }
  const bits = character.charCodeAt(0) - 0x2800;
  return DOTS.map((bit, at) => {
    const x = left + (width / 2) * (at % 2) + (width / 2 - DOT) / 2;
    const y = top + (height / 4) * Math.floor(at / 2) + (height / 4 - DOT) / 2;
    return (bits & bit) === 0 ? '' : rectangle(x, y, DOT, DOT);
  }).join('');
}

function rectangle(left: number, top: number, width: number, height: number): string {
  return `M${fixed(left)} ${fixed(top)}h${fixed(width)}v${fixed(height)}h-${fixed(width)}z`;
}

function lookOf(cell: IBufferCell): string {
  const colour = cell.isFgPalette() ? COLOURS[cell.getFgColor() % COLOURS.length] : undefined;
  return [
    colour === undefined ? '' : ` fill="${colour}"`,
    cell.isBold() ? ' font-weight="bold"' : '',
    cell.isDim() ? ' opacity="0.55"' : '',
  ].join('');
}

function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
