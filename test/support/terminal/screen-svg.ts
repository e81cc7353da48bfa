import type { IBufferCell, Terminal } from '@xterm/headless';

const CELL = { width: 8.4, height: 18 } as const;
const MARGIN = 14;
const FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace";
const PAPER = '#11151c';
const INK = '#d5dae2';
/** The first eight colours of a terminal, as they look on that paper. */
const COLOURS = ['#5b6472', '#ff6b68', '#7fd88f', '#f0c760', '#6fa8ff', '#d69cf5', '#5fd0d8', '#d5dae2'] as const;

/** What the terminal shows as an SVG picture. Text stays text; characters of charts become shapes, because fonts draw them differently. */
export function screenSvg(terminal: Terminal): string {
  const { active } = terminal.buffer;
  const rows = Array.from({ length: terminal.rows }, (_, row) => rowMarkup(terminal, active.viewportY + row, row));
  return picture(terminal, 'momento-eb stats on a terminal', '', rows.filter((row) => row !== '').join('\n'));
}

/** An SVG document of the size of the terminal, with markup drawn on its paper. */
export function picture({ cols, rows }: Terminal, label: string, style: string, markup: string): string {
  const width = cols * CELL.width + MARGIN * 2;
  const height = rows * CELL.height + MARGIN * 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}">
<style>.dots{stroke-width:${DOT};stroke-dasharray:${DOT} ${fixed(PITCH - DOT)};fill:none}${style}</style>
<rect width="100%" height="100%" rx="8" fill="${PAPER}"/>
<g font-family="${FONT}" font-size="14" fill="${INK}" stroke="none">
${markup}
</g>
</svg>
`;
}

/** The cursor as a block in that cell. */
export function cursorMarkup(column: number, row: number): string {
  return `<path d="${rectangle(MARGIN + column * CELL.width, MARGIN + row * CELL.height + 1, CELL.width, CELL.height - 2)}" opacity="0.6"/>`;
}

/** How far row `row` is below the first one. */
export function rowOffset(row: number): number {
  return row * CELL.height;
}

interface Run {
  readonly at: number;
  readonly look: string;
  text: string;
  columns: number;
}

/** Line `lineAt` of the terminal's buffer, drawn in row `row` of a picture; empty where nothing stands in it. */
export function rowMarkup(terminal: Terminal, lineAt: number, row: number): string {
  const line = terminal.buffer.active.getLine(lineAt);
  const runs: Run[] = [];
  for (let at = 0; at < terminal.cols; at += 1) {
    const cell = line?.getCell(at);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const text = cell.getChars() || ' ';
    const look = text === ' ' ? '' : lookOf(cell);
    const last = runs.at(-1);
    if (last !== undefined && last.look === look && kindOf(last.text) === kindOf(text)) {
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
      const left = MARGIN + at * CELL.width;
      const kind = kindOf(text);
      if (kind === 'shapes') return `<path d="${shapesOf(text, left, top)}"${look}/>`;
      if (kind === 'dots') return `<path class="dots" d="${dotsOf(text, left, top)}"${strokeOf(look)}/>`;
      return wordsMarkup(text, columns, left, y, look);
    })
    .join('');
}

/**
 * Text as elements without doubled, leading or trailing spaces, each at its own place: viewers collapse such spaces, and
 * not all of them heed xml:space or white-space.
 */
function wordsMarkup(text: string, columns: number, left: number, y: number, look: string): string {
  // Without wide characters a column is a character; with them the run stays whole.
  const pieces = text.length === columns ? [...text.matchAll(/\S+(?: \S+)*/g)] : [/\S.*\S|\S/.exec(text)];
  return pieces
    .filter((piece) => piece !== null)
    .map(({ 0: shown, index }) => {
      const length = (columns - (text.length - shown.length)) * CELL.width;
      return `<text x="${fixed(left + index * CELL.width)}" y="${fixed(y)}" textLength="${fixed(length)}" lengthAdjust="spacingAndGlyphs"${look}>${escaped(shown)}</text>`;
    })
    .join('');
}

type Kind = 'text' | 'dots' | 'shapes';

/** Braille is drawn as dots, blocks and lines as shapes. */
function kindOf(text: string): Kind {
  if (/^[\u2801-\u28ff]/.test(text)) return 'dots';
  return /^[\u2581-\u2588─]/.test(text) ? 'shapes' : 'text';
}

/** The bits of a braille character, row by row from the top. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;
const PITCH = CELL.width / 2;
const DOT = 2.5;

/** Each row of neighbouring dots as one dashed line, which keeps the picture small. */
function dotsOf(text: string, left: number, top: number): string {
  return DOTS.flatMap((bits, row) => {
    const lit = [...text].flatMap((character) => bits.map((bit) => ((character.charCodeAt(0) - 0x2800) & bit) !== 0));
    const y = top + (CELL.height / 4) * (row + 0.5);
    return lit.flatMap((isLit, at) => {
      if (!isLit || lit[at - 1]) return [];
      const end = lit.indexOf(false, at);
      const count = (end < 0 ? lit.length : end) - at;
      return [`M${fixed(left + at * PITCH + (PITCH - DOT) / 2)} ${fixed(y)}h${fixed((count - 1) * PITCH + DOT)}`];
    });
  }).join('');
}

function shapesOf(text: string, left: number, top: number): string {
  const { width, height } = CELL;
  if (text.startsWith('─')) return rectangle(left, top + height / 2, width * text.length, 1);
  return [...text]
    .map((character, at) => {
      const tall = ((height - 2) * (character.charCodeAt(0) - 0x2580)) / 8;
      return rectangle(left + at * width, top + height - tall, width, tall);
    })
    .join('');
}

function rectangle(left: number, top: number, width: number, height: number): string {
  return `M${fixed(left)} ${fixed(top)}h${fixed(width)}v${fixed(height)}h-${fixed(width)}z`;
}

function strokeOf(look: string): string {
  return look.includes('fill=') ? look.replace('fill=', 'stroke=') : `${look} stroke="${INK}"`;
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
