import * as Flags from '@oclif/core/flags';
import { existing } from '../../app/ledger/find-run.ts';
import { BaseCommand } from '../../base-command.ts';
import { ledgerPath, openArchive } from '../../composition/ledgers.ts';
import { ledgerFlag } from '../../flags/ledger.ts';
import { chosenBy, maskFlag } from '../../flags/mask.ts';
import { JsonDocument } from '../../present/formats/json-document.ts';
import { valueText } from '../../present/formats/json-text.ts';
import { attemptJson, runJson } from '../../present/ledger/ledger-json.ts';
import { attemptWithout } from '../../present/without-chosen.ts';

export default class LedgerExport extends BaseCommand {
  static override summary = 'Print the whole ledger, one JSON object a line.';
  static override description =
    'First every run, newest first ("kind": "run"), then every attempt, oldest first ("kind": "attempt"). It holds events and values only where the run recorded them (--ledger-payloads).';
  static override usage = '<%= command.id %> [--output ndjson] [--mask MEMBER...] [--ledger PATH] [--json]';
  static override examples = [
    '<%= config.bin %> <%= command.id %> --output ndjson > ledger.ndjson',
    '<%= config.bin %> <%= command.id %> | jq -r \'select(.state == "unknown") | .messageId\'',
  ];
  static override flags = {
    output: Flags.string({
      helpGroup: 'OUTPUT',
      options: ['ndjson'],
      exclusive: ['json'],
      description: 'one object a line; this is the default',
    }),
    json: Flags.boolean({ helpGroup: 'OUTPUT', description: 'one JSON document on standard output instead' }),
    mask: maskFlag,
    ledger: ledgerFlag,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(LedgerExport);
    const chosen = chosenBy(flags.mask);
    const path = ledgerPath(flags.ledger, this.config.dataDir);
    const archive = existing(await openArchive(path), path);
    const runs = (await archive.runs()).map(runJson);
    const document = flags.json ? new JsonDocument('attempts') : undefined;
    if (document !== undefined) await this.terminal.write(document.head());
    else for (const run of runs) await this.terminal.write(`${valueText({ kind: 'run', ...run })}\n`);
    for await (const attempt of archive.attempts(undefined)) {
      const json = attemptJson(attemptWithout(attempt, chosen));
      await this.terminal.write(document?.element(valueText(json)) ?? `${valueText({ kind: 'attempt', ...json })}\n`);
    }
    await this.terminal.write(document?.tail({ runs, ledger: path }) ?? '');
  }
}
