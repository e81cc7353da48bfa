import { Box } from 'ink';
import type { ReactElement } from 'react';
import { wrap } from '../../../present/style/layout.ts';
import type { Theme } from '../../../present/style/theme.ts';
import type { Notice } from '../../state/notices.ts';
import type { Line, Pane } from '../pane.ts';
import { Lines, Panel } from '../panel.tsx';

interface Props {
  readonly notices: readonly Notice[];
  /** Index of the notice that has the focus. */
  readonly focus?: number | undefined;
  readonly pane: Pane;
}

/** The notices, the most urgent on top, and the advice below them that fits whole. Notices without room are counted. */
export function Notices({ notices, focus, pane }: Props): ReactElement {
  const lines = notices.map((notice, at) => noticeLine(notice, at === focus, pane.theme));
  const hidden = lines.length - pane.rows;
  if (hidden <= 0 || pane.rows === 0) {
    const first = focus === undefined ? notices : [...notices.slice(focus, focus + 1), ...notices];
    return <Lines lines={[...lines, ...adviceLines(first, pane.width, -hidden)]} pane={pane} />;
  }
  const above = pane.rows - 1;
  const start = Math.max(0, Math.min((focus ?? 0) - above, hidden));
  const shown = lines.slice(start, start + pane.rows);
  const more = ` and ${hidden} more`;
  return (
    <Box flexDirection="column">
      <Lines lines={shown} pane={{ ...pane, rows: above }} />
      <Box>
        <Lines lines={shown.slice(above)} pane={{ ...pane, rows: 1, width: pane.width - more.length }} />
        <Lines lines={[[[more, pane.theme.careful]]]} pane={{ ...pane, rows: 1, width: more.length }} />
      </Box>
    </Box>
  );
}

/** One notice over the whole screen: its text and its advice, nothing cut. */
export function NoticeDetail({ notice, pane }: { readonly notice: Notice; readonly pane: Pane }): ReactElement {
  return <Panel title="WHAT IS WRONG" focused lines={noticeLines(notice, pane, [[]])} pane={pane} />;
}

/** A notice in whole: its text, `between`, and its advice if it has one. */
export function noticeLines(
  notice: Notice,
  { width, theme }: Pick<Pane, 'width' | 'theme'>,
  between: readonly Line[] = [],
): readonly Line[] {
  const paint = paintOf(notice, theme);
  const text = wrap(notice.text, width - 2).split('\n');
  const advice = notice.advice === '' ? [] : wrap(`→ ${notice.advice}`, width - 2, '  ').split('\n');
  return [
    ...text.map((row): Line => ['  ', [row, paint]]),
    ...(advice.length === 0 ? [] : between),
    ...advice.map((row): Line => ['  ', row]),
  ];
}

/** The advice of the notices, each once, in their order; advice that does not fit whole into the rows is left out. */
export function adviceLines(notices: readonly Notice[], width: number, rows: number): readonly Line[] {
  const advice = new Set(notices.map((notice) => notice.advice).filter((text) => text !== ''));
  const lines: Line[] = [];
  for (const text of advice) {
    const wrapped = wrap(`→ ${text}`, width, '  ').split('\n');
    if (lines.length + wrapped.length > rows) break;
    lines.push(...wrapped.map((row): Line => [row]));
  }
  return lines;
}

function noticeLine(notice: Notice, isFocused: boolean, theme: Theme): Line {
  const paint = paintOf(notice, theme);
  return isFocused
    ? [
        ['▸ ', theme.name],
        [notice.text, (text) => theme.strong(paint(text))],
      ]
    : [[notice.text, paint]];
}

function paintOf({ level }: Notice, theme: Theme): (text: string) => string {
  return level === 'note' || level === 'soon' ? theme.careful : theme.bad;
}
