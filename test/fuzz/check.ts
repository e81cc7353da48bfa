import { eventOf } from '../../src/domain/dead-letter/dead-letter.ts';
import type { ReceivedMessage } from '../../src/domain/dead-letter/message.ts';
import { entryOf } from '../../src/domain/redrive/entry.ts';
import { columnsOf } from '../../src/present/style/layout.ts';
import { COLOUR, HOSTILE } from '../support/terminal/safe-output.ts';
import { type Judged, judge } from './judge.ts';
import { type FuzzedPresenter, PRESENTERS } from './presenters.ts';

const WIDTHS = [60, 80, 100, 140] as const;
/** A message of a few KB takes a fraction of a millisecond; the garbage collector may come in between. */
const SLOW_MS = 250;
const SLOW_MS_PER_KB = 20;

const PLAIN = /^[\n -~]*$/;

/** What went wrong with a message: the promise that was broken, and where. */
export interface Fault {
  readonly broken: string;
  readonly detail: string;
}

/**
 * Drives one message through everything; `undefined` when every promise held. `index` says what is deployed and allowed,
 * how wide it is shown, and in which forms. `clock` tells milliseconds.
 */
export function check(
  message: ReceivedMessage,
  needles: readonly string[],
  index: number,
  clock: () => number,
): Fault | undefined {
  const start = clock();
  let where = 'judging it';
  try {
    const judged = judge(message, index);
    const unlike = sendsOtherBytes(message, judged);
    if (unlike !== undefined) return { broken: 'sends what it was not told to change', detail: unlike };
    for (const [at, presenter] of shownOf(index).entries()) {
      where = presenter.name;
      const width = WIDTHS[(index + at) % WIDTHS.length] as number;
      const colour = (index + at) % 3 === 0;
      const shown = presenter.show(judged, width, colour);
      const fault = faultIn(shown, presenter, width, colour, needles);
      if (fault !== undefined) return { ...fault, broken: `${presenter.name}: ${fault.broken}` };
    }
  } catch (error) {
    return { broken: `${where}: throws`, detail: error instanceof Error ? `${error.stack}` : String(error) };
  }
  const took = clock() - start;
  const allowed = SLOW_MS + (SLOW_MS_PER_KB * message.body.length) / 1024;
  return took > allowed ? { broken: 'takes too long', detail: `${Math.round(took)} ms` } : undefined;
}

/** All forms take long; a message is shown in some, so that all meet all. */
function shownOf(index: number): readonly FuzzedPresenter[] {
  return PRESENTERS.filter((_, at) => (at + index) % 5 === 0);
}

/** The first thing in which an event that nobody asked to edit differs from how it was received. */
function sendsOtherBytes({ body }: ReceivedMessage, { examined, decisions }: Judged): string | undefined {
  const event = eventOf(examined.deadLetter);
  for (const decision of decisions) {
    if (decision.verdict !== 'send') continue;
    if (event === undefined || decision.edits.length > 0)
      return 'a message without an event, or with edits, is sent as it is';
    const entry = entryOf('m', decision.event, 'bus', undefined);
    if (entry.detail !== event.detailText || !body.includes(entry.detail)) return entry.detail;
    const meant = JSON.parse(body) as { source: string; 'detail-type': string; detail: unknown };
    if (entry.source !== meant.source || entry.detailType !== meant['detail-type'])
      return `${entry.source} ${entry.detailType}`;
    if (!isSameJson(entry.detail, meant.detail)) return entry.detail;
  }
  return undefined;
}

/** Nested too deep for JSON.stringify, the texts cannot be compared. */
function isSameJson(text: string, value: unknown): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(value);
  } catch {
    return true;
  }
}

function faultIn(
  shown: string,
  { promised }: FuzzedPresenter,
  width: number,
  colour: boolean,
  needles: readonly string[],
): Fault | undefined {
  const text = colour && promised === 'text' ? shown.replace(COLOUR, '') : shown;
  const at = PLAIN.test(text) ? -1 : text.search(HOSTILE);
  if (at >= 0) return { broken: 'shows what acts on a terminal', detail: JSON.stringify(text.slice(at - 20, at + 20)) };
  for (const needle of needles)
    if (text.includes(needle)) return { broken: 'shows a credential', detail: around(text, needle) };
  switch (promised) {
    case 'text':
      return tooWide(text, width);
    case 'loose-text':
      return undefined;
    case 'json':
      return isJson(text) ? undefined : { broken: 'is no JSON', detail: text.slice(0, 500) };
    case 'ndjson':
      return lines(text).every(isJson) ? undefined : { broken: 'is no ndjson', detail: text.slice(0, 500) };
    case 'csv':
      return new Set(lines(text).map(cellsOf)).size === 1
        ? undefined
        : { broken: 'is no csv', detail: text.slice(0, 500) };
  }
}

function tooWide(text: string, width: number): Fault | undefined {
  const wide = text.split('\n').find((line) => (PLAIN.test(line) ? line.length : columnsOf(line)) > width);
  return wide === undefined ? undefined : { broken: `is wider than ${width}`, detail: wide };
}

function around(text: string, needle: string): string {
  const at = text.indexOf(needle);
  return text.slice(Math.max(0, at - 80), at + 80);
}

function lines(text: string): readonly string[] {
  return text.split('\n').slice(0, -1);
}

/** How many cells a line of CSV has; its texts hold no line ends. */
function cellsOf(line: string): number {
  return line.replace(/"(?:[^"]|"")*"/g, '').split(',').length;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
