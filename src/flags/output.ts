import * as Flags from '@oclif/core/flags';
import { usage } from '../app/failures.ts';
import { type Format, isRowsFormat, ROWS_FORMATS } from '../present/formats/formats.ts';

/** The flag for one JSON document; the same on every command that shows messages or runs. */
export const jsonFlag = Flags.boolean({ helpGroup: 'OUTPUT', description: 'one JSON document on standard output' });

/** Long text in the operator's pager, or not. */
export const pagerFlag = Flags.boolean({
  helpGroup: 'OUTPUT',
  default: true,
  allowNo: true,
  description: 'show long text in $MOMENTO_EB_PAGER, $PAGER or less',
});

/** The formats of a command that shows many messages. */
export const outputFlags = {
  json: jsonFlag,
  output: Flags.string({
    helpGroup: 'OUTPUT',
    options: [...ROWS_FORMATS],
    description: 'one line for each, as soon as it is known; totals are the last line on standard error',
  }),
  bom: Flags.boolean({
    helpGroup: 'OUTPUT',
    description: 'with --output csv: begin with a byte order mark, so that a spreadsheet reads UTF-8',
  }),
};

/** The output flags as oclif parsed them. */
export interface OutputFlags {
  readonly json: boolean;
  readonly output?: string | undefined;
  readonly bom?: boolean;
}

/** The format that the flags ask for; throws a usage Failure where they contradict each other. */
export function formatOf({ json, output, bom = false }: OutputFlags): Format {
  if (json && output !== undefined) throw usage(`--json and --output ${output} exclude each other.`, 'Choose one.');
  if (bom && output !== 'csv') throw usage('--bom is for spreadsheets.', 'Add --output csv, or leave out --bom.');
  if (output !== undefined && isRowsFormat(output)) return output;
  return json ? 'json' : 'text';
}
