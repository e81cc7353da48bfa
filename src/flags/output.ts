import * as Flags from '@oclif/core/flags';
import { usage } from '../app/failures.ts';
import type { Format } from '../present/formats/presenter.ts';

/** The answer as one document; the same on every command that tells of messages or runs. */
export const jsonFlag = Flags.boolean({ helpGroup: 'OUTPUT', description: 'one JSON document on standard output' });

/** Long text without the operator's pager. */
export const pagerFlag = Flags.boolean({
  helpGroup: 'OUTPUT',
  default: true,
  allowNo: true,
  description: 'show long text in $MOMENTO_EB_PAGER, $PAGER or less',
});

/** In what form a command answers that tells of many messages. */
export const outputFlags = {
  json: jsonFlag,
  output: Flags.string({
    helpGroup: 'OUTPUT',
    options: ['ndjson', 'csv'],
    description: 'one line for each, as soon as it is known; the totals are the last line on standard error',
  }),
};

/** The output flags as oclif parsed them. */
export interface OutputFlags {
  readonly json: boolean;
  readonly output?: string | undefined;
}

/** In what form the flags ask for the answer; throws a usage Failure where they ask for two. */
export function formatOf({ json, output }: OutputFlags): Format {
  if (json && output !== undefined) throw usage(`--json and --output ${output} exclude each other.`, 'Choose one.');
  if (output === 'ndjson' || output === 'csv') return output;
  return json ? 'json' : 'text';
}
