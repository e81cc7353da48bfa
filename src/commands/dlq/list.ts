import * as Flags from '@oclif/core/flags';
import { statusOfReading } from '../../app/exit-status.ts';
import { usage } from '../../app/failures.ts';
import { connect } from '../../app/integration/connection.ts';
import { list, MAX_READ } from '../../app/list/list.ts';
import { REDRIVE_POLICY_CHECK } from '../../app/queue/reading.ts';
import { BaseCommand } from '../../base-command.ts';
import { openPorts } from '../../composition/queue-ports.ts';
import { connectionFlags, connectionWords, refreshFlag } from '../../flags/connection.ts';
import { forceFlag } from '../../flags/force.ts';
import { chosenBy, maskFlag } from '../../flags/mask.ts';
import { formatOf, outputFlags } from '../../flags/output.ts';
import { saidAgain, WHERE, WHICH } from '../../flags/said-again.ts';
import { selectionFlags, selectionOf } from '../../flags/selection.ts';
import { listPresenter } from '../../present/list/list-presenter.ts';
import { makeTheme } from '../../present/style/theme.ts';
import { examinedWithout, presenting } from '../../present/without-chosen.ts';

export default class DlqList extends BaseCommand {
  static override summary = 'Show what is in the queue and why each event failed.';
  static override description =
    'Reads the whole queue, groups the dead letters by cause and releases every message. Nothing is changed, except that SQS counts the receives.';
  static override usage = '<%= command.id %> [SELECTION] [CONNECTION] [--max-read N] [--force CHECK...] [OUTPUT]';
  static override examples = [
    { description: 'The stack momento-api:', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'Some causes of the last two hours, in a queue by name:',
      command: '<%= config.bin %> <%= command.id %> --queue my-dlq --cause key-conflict,ttl-missing --since 2h',
    },
    {
      description: 'How many of each cause, for a script:',
      command: "<%= config.bin %> <%= command.id %> --json | jq -r '.deadLetters[].diagnosis.cause' | sort | uniq -c",
    },
    {
      description: 'Everything as it was received, as a backup before a redrive:',
      command: '<%= config.bin %> <%= command.id %> --output ndjson --raw > backup.ndjson',
    },
  ];
  static override flags = {
    ...selectionFlags,
    ...connectionFlags,
    ...refreshFlag,
    'max-read': Flags.integer({
      helpValue: 'N',
      min: 1,
      default: MAX_READ,
      description: 'read at most N messages',
    }),
    force: forceFlag([REDRIVE_POLICY_CHECK]),
    ...outputFlags,
    mask: maskFlag,
    raw: Flags.boolean({
      helpGroup: 'OUTPUT',
      description: 'with --output ndjson: each row also holds the message as it was received, as a backup',
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(DlqList);
    const format = formatOf(flags);
    if (flags.raw && format !== 'ndjson') throw usage('--raw adds to rows of ndjson.', 'Add --output ndjson.');
    const selection = selectionOf(flags, Date.now());
    const connection = connect(connectionWords(flags), process.env);
    const { width, colour } = this.terminal;
    const said = { where: saidAgain(flags, WHERE), which: saidAgain(flags, WHICH) };
    const style = {
      format,
      limit: flags.limit,
      raw: flags.raw,
      byteOrderMark: flags.bom,
      width,
      theme: makeTheme(colour),
      now: Date.now,
      ...said,
    };
    const presenter = this.presenting(presenting(listPresenter(style), chosenBy(flags.mask), examinedWithout));
    const meter = this.meter('read');
    await this.untilInterrupted(async (signal) => {
      const ports = await openPorts(
        connection,
        { concurrency: flags.concurrency, operator: this.terminal, stop: signal },
        { directory: this.config.cacheDir, refresh: flags.refresh },
      );
      const request = {
        selection,
        endpointHosts: flags['endpoint-host'] ?? [],
        concurrency: flags.concurrency,
        maxRead: flags['max-read'],
        forced: new Set(flags.force),
        enough: () => presenter.isFull || this.terminal.readerLeft,
        isWhole: flags.limit === undefined,
      };
      let visible = 0;
      let rows = '';
      for await (const event of list(ports, request, signal)) {
        if (event.kind === 'queue') {
          visible = event.queue.visible;
          await this.terminal.write(presenter.head(event.queue));
        } else if (event.kind === 'dead-letter') {
          rows += presenter.row(event.examined);
        } else if (event.kind === 'read') {
          await this.terminal.write(rows);
          rows = '';
          meter(event.read, visible);
        } else {
          await this.tell(presenter.tail(event, this.terminal.readerLeft));
          this.exitWith(statusOfReading(event));
        }
      }
    });
  }
}
