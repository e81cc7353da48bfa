import * as Flags from '@oclif/core/flags';
import { statusOfStats } from '../app/exit-status.ts';
import { EXIT, strongest, usage } from '../app/failures.ts';
import { type Connection, connect } from '../app/integration/connection.ts';
import { sample } from '../app/list/sample.ts';
import { RefreshControl } from '../app/stats/refresh-control.ts';
import { stats } from '../app/stats/stats.ts';
import type { StatsEvent } from '../app/stats/stats-events.ts';
import { BaseCommand } from '../base-command.ts';
import { openStats } from '../composition/stats-ports.ts';
import { ALARM_LEVELS } from '../domain/metrics/alarms.ts';
import { isRangeName, RANGE_NAMES, type RangeName } from '../domain/metrics/range.ts';
import type { Snapshot } from '../domain/metrics/snapshot.ts';
import { NO_SELECTION } from '../domain/selection/selection.ts';
import { connectionFlags, connectionWords, refreshFlag } from '../flags/connection.ts';
import { formatOf, jsonFlag } from '../flags/output.ts';
import { failureText } from '../present/formats/failure-text.ts';
import { failedRefreshJson, statsJson } from '../present/stats/stats-json.ts';
import { statsText } from '../present/stats/stats-text.ts';
import { makeTheme } from '../present/style/theme.ts';

/** Stats receive no messages, so nothing needs to be released. */
const NOTHING_TO_SAY = '';
/** Reading the queue attributes costs almost nothing; metrics are still read only once a period. */
const LIVE_SECONDS = 10;
const LONGEST_WATCH_SECONDS = 86_400;

export default class Stats extends BaseCommand {
  static override summary = 'Show how deliveries to Momento and the queue are doing.';
  static override description =
    `Reads CloudWatch and the attributes of the queue; no message is touched. Metrics come a minute or more late, and the newest step is not finished.

On a terminal a dashboard is shown until q or Ctrl+C; with --once, --watch, --fail-on, --json or --output, or without a terminal, a report is printed instead. The dashboard reads the queue every 10 s. With --watch the queue is read that often and the metrics once a step (60 s up to 3h, 5 min for 1d, 15 min for 3d, 1 h for 1w), because CloudWatch charges for each.`;
  static override usage =
    '<%= command.id %> [--range RANGE] [--watch SECONDS | --fail-on LEVEL...] [CONNECTION] [--json | --output ndjson]';
  static override examples = [
    { description: 'The last hour of the stack momento-api:', command: '<%= config.bin %> <%= command.id %>' },
    { description: 'One report on the last day:', command: '<%= config.bin %> <%= command.id %> --range 1d --once' },
    {
      description: 'A line of JSON every ten seconds, for a log:',
      command: '<%= config.bin %> <%= command.id %> --watch 10 --output ndjson',
    },
    {
      description: 'A health check, for cron or CI; status 3 if an alarm is raised:',
      command: '<%= config.bin %> <%= command.id %> --once --fail-on lost,failing,soon',
    },
    {
      description: 'The events that each destination has lost, for a script:',
      command: "<%= config.bin %> <%= command.id %> --json | jq '.destinations[] | {destination, failedToReachDlq}'",
    },
  ];
  static override flags = {
    range: Flags.string({ options: [...RANGE_NAMES], default: '1h', description: 'how far back' }),
    once: Flags.boolean({ description: 'print one report and end' }),
    watch: Flags.integer({
      helpValue: 'SECONDS',
      min: 1,
      max: LONGEST_WATCH_SECONDS,
      description: 'print a report again and again, until Ctrl+C',
    }),
    'fail-on': Flags.string({
      helpValue: 'LEVEL',
      multiple: true,
      multipleNonGreedy: true,
      delimiter: ',',
      options: [...ALARM_LEVELS],
      description:
        'print one report and end with status 3 if it has an alarm of this level (repeatable, or with commas)',
    }),
    ...connectionFlags,
    ...refreshFlag,
    ascii: Flags.boolean({ helpGroup: 'OUTPUT', description: 'plain characters only, as without a UTF-8 locale' }),
    output: Flags.string({
      helpGroup: 'OUTPUT',
      options: ['ndjson'],
      description: 'one JSON document a line; with --watch one for each report',
    }),
    json: jsonFlag,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Stats);
    const { range, watch, once } = flags;
    const format = formatOf(flags);
    const failOn = new Set(ALARM_LEVELS.filter((level) => flags['fail-on']?.includes(level)));
    if (!isRangeName(range)) throw usage(`Unknown range "${range}".`, `Use ${RANGE_NAMES.join(', ')}.`);
    if (watch !== undefined && failOn.size > 0) {
      throw usage('--watch does not end, and --fail-on judges one report.', 'Leave out one of them.');
    }
    if (watch !== undefined && (format === 'json' || once)) {
      throw usage(
        `--watch goes on, but ${format === 'json' ? '--json is one document' : '--once ends'}.`,
        'For one document per report: --watch SECONDS --output ndjson.',
      );
    }
    const connection = connect(connectionWords(flags), process.env);
    const isLive = format === 'text' && !once && failOn.size === 0 && watch === undefined && this.terminal.canAsk;
    if (isLive) return this.#live(connection, range, flags);
    let last: Snapshot | undefined;
    await this.untilInterrupted(async (signal) => {
      this.terminal.progress(() => 'Looking for the integration …');
      const { ports, subject } = await openStats(
        connection,
        { operator: this.terminal, stop: signal },
        { directory: this.config.cacheDir, refresh: flags.refresh },
      );
      const request = { ...subject, everySeconds: watch ?? 0 };
      for await (const event of stats(ports, request, new RefreshControl(range), signal)) {
        if (event.kind === 'failed' && (watch === undefined || event.last === undefined)) throw event.failure;
        const text = format === 'text' ? this.#text(event, flags.ascii, last === undefined) : jsonLine(event);
        await this.terminal.write(text);
        if (event.kind === 'failed') this.terminal.say(failureText(event.failure));
        else last = event.snapshot;
        if (watch === undefined || this.terminal.readerLeft) break;
      }
      this.exitWith(signal.aborted ? EXIT.interrupted : last === undefined ? EXIT.done : statusOfStats(last, failOn));
    }, NOTHING_TO_SAY);
  }

  /** Loaded only here: reports do not need the libraries of the dashboard. */
  async #live(connection: Connection, range: RangeName, flags: LiveFlags): Promise<void> {
    const { width, colour, unicode } = this.terminal;
    const theme = { theme: makeTheme(colour), unicode: unicode && !flags.ascii };
    await this.untilInterrupted(async (signal) => {
      this.terminal.progress(() => 'Looking for the integration');
      // The operator leaves without waiting for a refresh under way.
      const left = new AbortController();
      const { ports, subject, listing } = await openStats(
        connection,
        { operator: this.terminal, stop: AbortSignal.any([signal, left.signal]) },
        { directory: this.config.cacheDir, refresh: flags.refresh },
      );
      // biome-ignore lint/style/noRestrictedImports: commands load the dashboard only when they show it
      const { runDashboard } = await import('../dashboard/run.tsx');
      this.terminal.clearProgress();
      const refreshControl = new RefreshControl(range);
      const request = { selection: NO_SELECTION, endpointHosts: flags['endpoint-host'] ?? [] };
      const { summary, interrupted, stuck } = await runDashboard(
        {
          refreshes: (stop) => {
            stop.addEventListener('abort', () => left.abort());
            return stats(ports, { ...subject, everySeconds: LIVE_SECONDS }, refreshControl, stop);
          },
          refreshControl,
          sample: listing && ((stop) => sample(listing, request, stop)),
          clock: ports.clock,
        },
        theme,
        signal,
      );
      await this.terminal.write(summary(width));
      this.exitWith(strongest([interrupted ? EXIT.interrupted : EXIT.done, stuck > 0 ? EXIT.partly : EXIT.done]));
    }, NOTHING_TO_SAY);
  }

  #text(event: StatsEvent, plain: boolean, isFirst: boolean): string {
    if (event.kind === 'failed') return '';
    const { width, colour, unicode } = this.terminal;
    const report = statsText(event.snapshot, { width, theme: makeTheme(colour), unicode: unicode && !plain });
    return isFirst ? report : `\n${'-'.repeat(width)}\n\n${report}`;
  }
}

interface LiveFlags {
  readonly ascii: boolean;
  readonly refresh: boolean;
  readonly 'endpoint-host'?: readonly string[] | undefined;
}

function jsonLine(event: StatsEvent): string {
  return `${event.kind === 'failed' ? failedRefreshJson(event.failure, event.retryInMs) : statsJson(event.snapshot)}\n`;
}
