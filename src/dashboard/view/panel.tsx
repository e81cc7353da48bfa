import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import { printable } from '../../domain/text/printable.ts';
import { fitted } from '../../present/style/layout.ts';
import { drawn, type Line, type Pane, spread, widthOf } from './pane.ts';

const LEAST_ASIDE = 12;

/** Lines as they are, each on one row of its own; what exceeds the pane is left out, what is missing is blank. */
export function Lines({ lines, pane }: { readonly lines: readonly Line[]; readonly pane: Pane }): ReactElement {
  const rows = lines.slice(0, pane.rows).map((line) => drawn(line, pane));
  return (
    <Box width={pane.width} height={pane.rows} flexShrink={0} overflow="hidden">
      <Text>{rows.join('\n')}</Text>
    </Box>
  );
}

interface PanelProps {
  readonly title: string;
  /** What stands at the right of the title. */
  readonly aside?: Line;
  readonly focused: boolean;
  readonly lines: readonly Line[];
  readonly pane: Pane;
}

/** Lines under a title; the one that has the focus is marked by more than its colour. */
export function Panel({ title, aside = [], focused, lines, pane }: PanelProps): ReactElement {
  return <Lines lines={[titleLine(title, aside, focused, pane), ...lines]} pane={pane} />;
}

function titleLine(title: string, aside: Line, focused: boolean, { theme, width }: Pane): Line {
  const mark = focused ? '▸ ' : '─ ';
  const name: Line = [
    [mark, focused ? theme.name : theme.faint],
    [title, focused ? (text) => theme.name(theme.strong(text)) : theme.strong],
    ' ',
  ];
  return spread(name, cutAside(aside, width - widthOf(name)), width, ['─', theme.faint]);
}

/** With a space before it, and cut at its end where the title leaves too little room. */
function cutAside(aside: Line, room: number): Line {
  const [piece] = aside;
  if (piece === undefined || widthOf(aside) < room || typeof piece === 'string') return [' ', ...aside];
  return room < LEAST_ASIDE ? [] : [' ', [fitted(printable(piece[0]), room - 1), piece[1]]];
}
