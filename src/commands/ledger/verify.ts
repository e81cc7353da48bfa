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
import { jsonFlag } from '../../flags/output.ts';
import { valueText } from '../../present/formats/json-text.ts';
import { verifyJson } from '../../present/ledger/ledger-json.ts';
import { verifyText } from '../../present/ledger/verify-text.ts';
import { makeTheme } from '../../present/style/theme.ts';

const { stack, queue, region, profile, sandbox, 'endpoint-url': endpointUrl } = connectionFlags;

export default class LedgerVerify extends BaseCommand {
  static override summary = 'Check that the ledger adds up, and name what is left to do.';
  static override description =
    `Holds the file against its own checks, the totals of each run against its attempts, and names what is unknown and what was sent and not deleted. Without RUN it leaves out messages older than 14 days, the longest that SQS keeps any.

With --queue, --stack or --sandbox, or what stands for them in the environment, it also asks that queue how many messages it holds (nothing is received) and says when fewer are there than must be. SQS calls its counts approximate, and messages that were held are not in the ledger, so that is a lower bound.

A message that was sent, and whose delete nobody wrote down, counts as gone once a later run has read its whole queue without meeting it: a run without selection or limit that ended by itself and left nothing unseen.

The exit status is 3 when something does not add up or is left to look after.`;
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
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(LedgerVerify);
    const connection = connect(connectionWords(flags), process.env);
    const asksQueue = connection.queue !== undefined || connection.stack !== undefined || connection.sandbox;
    const where = (['region', 'profile', 'endpoint-url'] as const).find((name) => flags[name] !== undefined);
    if (where !== undefined && !asksQueue) {
      throw usage(`--${where} says where a queue is, but none is to be asked.`, 'Add --queue or --stack.');
    }
    const path = ledgerPath(flags.ledger, this.config.dataDir);
    const archive = existing(await openArchive(path), path);
    const only = args.run === undefined ? undefined : findRun(await archive.runs(), args.run).id;
    const described = asksQueue
      ? await (await openPorts(connection, { concurrency: 1, operator: this.terminal })).queue.describe()
      : undefined;
    const report = await verifyLedger(archive, only, described, Date.now());
    await this.terminal.write(
      flags.json
        ? `${valueText({ ledger: path, run: only ?? null, addsUp: addsUp(report), ...verifyJson(report) })}\n`
        : verifyText(path, report, this.terminal.width, makeTheme(this.terminal.colour)),
    );
    this.exitWith(addsUp(report) ? EXIT.done : EXIT.partly);
  }
}
