import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import { drawn, type Line, type Pane, spread } from './pane.ts';

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

function titleLine(title: string, aside: Line, focused: boolean, { look, width }: Pane): Line {
  const mark = focused ? '▸ ' : '─ ';
  const name: Line = [
    [mark, focused ? look.name : look.faint],
    [title, focused ? (text) => look.name(look.strong(text)) : look.strong],
    ' ',
  ];
  const right: Line = aside.length === 0 ? [] : [' ', ...aside];
  return spread(name, right, width, ['─', look.faint]);
}
