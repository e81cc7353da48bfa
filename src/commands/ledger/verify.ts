import * as Args from '@oclif/core/args';
import { EXIT, usage } from '../../app/failures.ts';
import { connect } from '../../app/integration/connection.ts';
import { existing, findRun } from '../../app/ledger/find-run.ts';
import { verifyLedger } from '../../app/ledger/verify-ledger.ts';
import { BaseCommand } from '../../base-command.ts';
import { ledgerPath, openArchive } from '../../composition/ledgers.ts';
import { openPorts } from '../../composition/queue-ports.ts';
import { addsUp } from '../../domain/history/verify.ts';
import { connectionFlags, connectionWords } from '../../flags/connection.ts';
import { ledgerFlag } from '../../flags/ledger.ts';
import { jsonFlag, pagerFlag } from '../../flags/output.ts';
import { valueText } from '../../present/formats/json-text.ts';
import { verifyJson } from '../../present/ledger/ledger-json.ts';
import { verifyText } from '../../present/ledger/verify-text.ts';
import { makeTheme } from '../../present/style/theme.ts';

const { stack, queue, region, profile, sandbox, 'endpoint-url': endpointUrl } = connectionFlags;

export default class LedgerVerify extends BaseCommand {
  static override summary = 'Check that the ledger adds up, and name what is left to do.';
  static override description =
    `Checks the file, compares the totals of each run with its attempts, and names the messages that are unknown and those that were sent and not deleted. Without RUN it leaves out messages older than 14 days, the longest time that SQS keeps a message.

With --queue, --stack or --sandbox, or their environment variables, it also reads how many messages that queue holds (it receives none) and says when there are fewer than there must be. The counts of SQS are approximate, and held messages are not in the ledger, so this is a lower bound.

A message that was sent, and whose delete is not recorded, counts as gone once a later run has read its whole queue without finding it: a run without selection or limit that ended by itself and left nothing unseen.

The exit status is 3 when something does not add up or a message is left.`;
  static override usage = '<%= command.id %> [RUN] [CONNECTION] [--ledger PATH] [--json]';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> last --queue my-dlq',
    '<%= config.bin %> <%= command.id %> --json | jq .unknown.messageIds',
  ];
  static override args = {
    run: Args.string({ description: 'run id, the beginning of one, or "last"; default: all runs' }),
  };
  static override flags = {
    ...{ stack, queue, region, profile, sandbox, 'endpoint-url': endpointUrl },
    ledger: ledgerFlag,
    json: jsonFlag,
    pager: pagerFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(LedgerVerify);
    const connection = connect(connectionWords(flags), process.env);
    const asksQueue = connection.queue !== undefined || connection.stack !== undefined || connection.sandbox;
    const where = (['region', 'profile', 'endpoint-url'] as const).find((name) => flags[name] !== undefined);
    if (where !== undefined && !asksQueue) {
      throw usage(
        `--${where} says where a queue is, but none is to be asked: no queue is named.`,
        'Add --queue or --stack.',
      );
    }
    const path = ledgerPath(flags.ledger, this.config.dataDir);
    const archive = existing(await openArchive(path), path);
    const only = args.run === undefined ? undefined : findRun(await archive.runs(), args.run).id;
    const described = asksQueue
      ? await (await openPorts(connection, { concurrency: 1, operator: this.terminal })).queue.describe()
      : undefined;
    const report = await verifyLedger(archive, only, described, Date.now());
    await this.answer(
      flags.json
        ? `${valueText({ ledger: path, run: only ?? null, addsUp: addsUp(report), ...verifyJson(report) })}\n`
        : verifyText(path, report, this.terminal.width, makeTheme(this.terminal.colour)),
      flags,
    );
    this.exitWith(addsUp(report) ? EXIT.done : EXIT.partly);
  }
}
