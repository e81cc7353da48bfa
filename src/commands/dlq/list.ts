import { Flags } from '@oclif/core';
import { connect } from '../../app/connection.ts';
import { statusOfLook } from '../../app/exit-status.ts';
import { type ListEnd, list } from '../../app/list.ts';
import type { QueueDescription } from '../../app/ports.ts';
import { REDRIVE_POLICY_CHECK } from '../../app/refuse-redrive-policy.ts';
import { BaseCommand } from '../../base-command.ts';
import { openPorts } from '../../composition.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import { addToGroups, type Group, largestFirst } from '../../domain/diagnosis/groups.ts';
import { printable } from '../../domain/text/printable.ts';
import { connectionFlags, forceFlag, refreshFlag, selectionFlags } from '../../flags.ts';
import { deadLetterText, groupJson, queueJson } from '../../present/dead-letter-json.ts';
import { errorJson } from '../../present/failure-json.ts';
import { failureText } from '../../present/failure-text.ts';
import type { JsonDocument } from '../../present/json-document.ts';
import { listText } from '../../present/list-text.ts';
import { theme } from '../../present/theme.ts';
import { connectionWords, selectionOf } from '../../words.ts';

const ROWS = 20;

export default class DlqList extends BaseCommand {
  static override summary = 'Show what is in the dead letter queue and why each event failed.';
  static override description =
    'Reads the whole queue, groups the dead letters by cause and hands every message back. Nothing is changed, except that SQS counts the receives.';
  static override usage = '<%= command.id %> [SELECTION] [CONNECTION] [--force CHECK...] [--json]';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --queue my-dlq --cause key-conflict,ttl-missing --since 2h',
    "<%= config.bin %> <%= command.id %> --json | jq '.groups[] | {cause, count}'",
  ];
  static override flags = {
    ...selectionFlags,
    ...connectionFlags,
    ...refreshFlag,
    force: forceFlag([REDRIVE_POLICY_CHECK]),
    json: Flags.boolean({ helpGroup: 'OUTPUT', description: 'one JSON document on standard output' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(DlqList);
    const selection = selectionOf(flags, Date.now());
    const connection = connect(connectionWords(flags), process.env);
    const look = new Look(flags.limit ?? (flags.json ? Number.POSITIVE_INFINITY : ROWS));
    const json = flags.json ? this.document('deadLetters') : undefined;
    const meter = this.meter('read');
    await this.untilInterrupted(async (signal) => {
      const ports = await openPorts(connection, flags.concurrency, {
        directory: this.config.cacheDir,
        refresh: flags.refresh,
      });
      const request = {
        selection,
        endpointHosts: flags['endpoint-host'] ?? [],
        concurrency: flags.concurrency,
        forced: new Set(flags.force),
        enough: () => false,
      };
      for await (const event of list(ports, request, signal)) {
        if (event.kind === 'queue') {
          look.queue = event.queue;
          await this.terminal.write(json?.head() ?? '');
        } else if (event.kind === 'dead-letter') {
          const shown = look.add(event.examined, json === undefined);
          if (json !== undefined && shown) await this.terminal.write(json.element(deadLetterText(event.examined)));
        } else if (event.kind === 'read') {
          meter(event.read, look.queue?.visible ?? 0);
        } else {
          look.end = event;
        }
      }
    });
    await this.#finish(look, json);
  }

  async #finish(look: Look, json: JsonDocument | undefined): Promise<void> {
    const { queue, end, groups } = look;
    if (queue === undefined || end === undefined) throw new Error('a look at the queue ended without its end event');
    if (json === undefined) {
      const view = {
        queue,
        end,
        groups: largestFirst(groups),
        rows: look.rows,
        selected: look.selected,
        now: Date.now(),
      };
      await this.terminal.write(listText(view, this.terminal.width, theme(this.terminal.colour)));
      for (const warning of end.warnings) this.terminal.say(`Note: ${printable(warning)}`);
      if (end.failure !== undefined) this.terminal.say(failureText(end.failure));
    } else {
      await this.terminal.write(
        json.tail({
          queue: queueJson(queue, end.oldestSentAt),
          groups: largestFirst(groups).map(groupJson),
          read: end.read,
          unseen: end.unseen,
          notHandedBack: end.stuck,
          interrupted: end.interrupted,
          warnings: end.warnings,
          error: end.failure && errorJson(end.failure),
        }),
      );
    }
    this.exitWith(statusOfLook(end));
  }
}

/** What a look has gathered so far; bounded, however long the queue is. */
class Look {
  readonly #rows: number;
  readonly groups = new Map<string, Group>();
  readonly rows: Examined[] = [];
  queue: QueueDescription | undefined;
  end: ListEnd | undefined;
  selected = 0;

  constructor(rows: number) {
    this.#rows = rows;
  }

  /** Counts a dead letter; is it among those to show? */
  add(examined: Examined, keep: boolean): boolean {
    addToGroups(this.groups, examined);
    this.selected += 1;
    const shown = this.selected <= this.#rows;
    if (shown && keep) this.rows.push(examined);
    return shown;
  }
}
