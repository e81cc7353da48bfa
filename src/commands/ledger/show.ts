import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { existing, findRun } from '../../app/ledger/find-run.ts';
import { BaseCommand } from '../../base-command.ts';
import { ledgerPath, openArchive } from '../../composition/ledgers.ts';
import { ATTEMPT_STATES, type AttemptRecord } from '../../domain/history/attempt.ts';
import { ledgerFlag } from '../../flags/ledger.ts';
import { chosenBy, maskFlag } from '../../flags/mask.ts';
import { jsonFlag, pagerFlag } from '../../flags/output.ts';
import { valueText } from '../../present/formats/json-text.ts';
import { attemptJson, runJson } from '../../present/ledger/ledger-json.ts';
import { ledgerShowText } from '../../present/ledger/ledger-text.ts';
import { makeTheme } from '../../present/style/theme.ts';
import { attemptWithout } from '../../present/without-chosen.ts';

const ROWS = 50;

export default class LedgerShow extends BaseCommand {
  static override summary = 'Show one redrive, and every attempt at a message.';
  static override description =
    'Name the run by its id (see ledger list), by the beginning of it, or as "last". An attempt is "unknown" when the bus did not answer, when the run died before it recorded the answer, or when a later check found no rule that could have delivered the event.';
  static override usage =
    '<%= command.id %> RUN [--state STATE...] [--limit N] [--ledger PATH] [--json] [--mask MEMBER...]';
  static override examples = [
    '<%= config.bin %> <%= command.id %> last',
    '<%= config.bin %> <%= command.id %> 1125-2048 --state unknown,accepted',
    '<%= config.bin %> <%= command.id %> last --json | jq -r \'.attempts[] | select(.state == "unknown") | .messageId\'',
  ];
  static override args = {
    run: Args.string({ required: true, description: 'run id, the beginning of one, or "last"' }),
  };
  static override flags = {
    state: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      delimiter: ',',
      options: [...ATTEMPT_STATES],
      helpValue: 'STATE',
      description: 'only attempts in these states (repeatable, or separated by commas)',
    }),
    limit: Flags.integer({ helpValue: 'N', min: 1, description: `show at most N attempts (default ${ROWS} as text)` }),
    ledger: ledgerFlag,
    json: jsonFlag,
    pager: pagerFlag,
    mask: maskFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(LedgerShow);
    const chosen = chosenBy(flags.mask);
    const path = ledgerPath(flags.ledger, this.config.dataDir);
    const archive = existing(await openArchive(path), path);
    const run = findRun(await archive.runs(), args.run);
    const states = new Set<string>(flags.state ?? ATTEMPT_STATES);
    const limit = flags.limit ?? (flags.json ? Number.POSITIVE_INFINITY : ROWS);
    const shown: AttemptRecord[] = [];
    let more = 0;
    for await (const attempt of archive.attempts(run.id)) {
      if (!states.has(attempt.state)) continue;
      if (shown.length < limit) shown.push(attemptWithout(attempt, chosen));
      else more += 1;
    }
    await this.answer(
      flags.json
        ? `${valueText({ ...runJson(run), attempts: shown.map(attemptJson), more })}\n`
        : ledgerShowText(run, shown, more, this.terminal.width, makeTheme(this.terminal.colour)),
      flags,
    );
  }
}
