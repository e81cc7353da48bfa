import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../../base-command.ts';
import { ledgerPath, openArchive } from '../../composition/ledgers.ts';
import { ledgerFlag } from '../../flags/ledger.ts';
import { jsonFlag, pagerFlag } from '../../flags/output.ts';
import { valueText } from '../../present/formats/json-text.ts';
import { runJson } from '../../present/ledger/ledger-json.ts';
import { ledgerListText } from '../../present/ledger/ledger-text.ts';
import { makeTheme } from '../../present/style/theme.ts';

export default class LedgerList extends BaseCommand {
  static override summary = 'Show the redrives in the ledger, newest first.';
  static override description = 'Reads the ledger only, and makes no request to AWS.';
  static override usage = '<%= command.id %> [--limit N] [--ledger PATH] [--json]';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json | jq \'.runs[] | select(.result == "died") | .run\'',
  ];
  static override flags = {
    limit: Flags.integer({ helpValue: 'N', min: 1, description: 'show at most N runs, the newest' }),
    ledger: ledgerFlag,
    json: jsonFlag,
    pager: pagerFlag,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(LedgerList);
    const path = ledgerPath(flags.ledger, this.config.dataDir);
    const archive = await openArchive(path);
    const runs = ((await archive?.runs()) ?? []).slice(0, flags.limit);
    await this.answer(
      flags.json
        ? `${valueText({ ledger: path, runs: runs.map(runJson) })}\n`
        : ledgerListText(path, runs, this.terminal.width, makeTheme(this.terminal.colour)),
      flags,
    );
  }
}
