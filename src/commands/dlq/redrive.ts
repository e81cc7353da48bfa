import { Flags } from '@oclif/core';
import { connect } from '../../app/connection.ts';
import { statusOfRedrive } from '../../app/exit-status.ts';
import { EXIT, usage } from '../../app/failures.ts';
import { PREFLIGHT_CHECKS } from '../../app/preflight.ts';
import { type RedrivePorts, type RedriveRequest, redrive } from '../../app/redrive.ts';
import type { RedriveEnd, RedriveEntry } from '../../app/redrive-events.ts';
import { REDRIVE_POLICY_CHECK } from '../../app/refuse-redrive-policy.ts';
import { BaseCommand } from '../../base-command.ts';
import { openPorts } from '../../composition.ts';
import { planKey } from '../../domain/redrive/plan-key.ts';
import { connectionFlags, forceFlag, outputFlags, repairFlags, selectionFlags } from '../../flags.ts';
import { type RedrivePresenter, redriveAsText, redrivePresenter } from '../../present/redrive-presenter.ts';
import { planText, resultText } from '../../present/redrive-text.ts';
import { theme } from '../../present/theme.ts';
import { connectionWords, formatOf, policyOf, selectionOf } from '../../words.ts';

export default class DlqRedrive extends BaseCommand {
  static override summary =
    'Put dead letters back on their event bus, repaired where asked, and delete what was accepted.';
  static override description =
    `Shows a plan and asks; without a terminal, and with --json or --output, it needs --yes or --dry-run. A message is deleted only after the bus has accepted that very event, and only where an enabled rule still matches it. Every rule on the bus that matches fires again, not only the one that failed.

Without --fix only events that can succeed as they are (timeouts, rate limits, server errors) are sent.`;
  static override usage =
    '<%= command.id %> [--dry-run | --yes] [REPAIR] [SELECTION] [CONNECTION] [--force CHECK...] [OUTPUT]';
  static override examples = [
    '<%= config.bin %> <%= command.id %> --dry-run',
    '<%= config.bin %> <%= command.id %> --fix --prefer key --ttl 3600',
    '<%= config.bin %> <%= command.id %> --resolved cache-not-found --cache sessions --yes',
  ];
  static override flags = {
    ...repairFlags,
    'dry-run': Flags.boolean({ description: 'print the plan, send nothing' }),
    yes: Flags.boolean({ char: 'y', description: 'do not ask' }),
    force: forceFlag([...PREFLIGHT_CHECKS, REDRIVE_POLICY_CHECK]),
    ...selectionFlags,
    ...connectionFlags,
    ...outputFlags,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(DlqRedrive);
    const dryRun = flags['dry-run'];
    const mustAsk = !flags.yes && !dryRun;
    const format = formatOf(flags);
    if (mustAsk && (format !== 'text' || !this.terminal.canAsk)) {
      throw usage('A redrive deletes messages, and there is nobody to ask.', 'Look with --dry-run, then add --yes.');
    }
    const connection = connect(connectionWords(flags), process.env);
    const request: RedriveRequest = {
      selection: selectionOf(flags, Date.now()),
      policy: policyOf(flags),
      endpointHosts: flags['endpoint-host'] ?? [],
      forced: new Set(flags.force),
      concurrency: flags.concurrency,
      limit: flags.limit,
      dryRun,
      agreedGroups: undefined,
    };
    const look = theme(this.terminal.colour);
    const { width } = this.terminal;
    await this.untilInterrupted(async (signal) => {
      const ports = await openPorts(connection, flags.concurrency);
      const agreedGroups = mustAsk ? await this.#agree(ports, request, signal) : undefined;
      if (mustAsk && agreedGroups === undefined) return;
      const presenter = this.presenting(redrivePresenter(format, dryRun ? planText : resultText, width, look));
      const end = await this.#pass(ports, { ...request, agreedGroups }, presenter, signal);
      this.exitWith(statusOfRedrive(end, dryRun));
    });
  }

  /** Shows the plan and asks. Undefined: nothing is to be sent, and the exit status says why. */
  async #agree(
    ports: RedrivePorts,
    request: RedriveRequest,
    signal: AbortSignal,
  ): Promise<ReadonlySet<string> | undefined> {
    const plan = redriveAsText(planText, this.terminal.width, theme(this.terminal.colour));
    const toSend = new Set<string>();
    const remember = ({ decision, examined }: RedriveEntry) => {
      if (decision.verdict !== 'hold') toSend.add(planKey(examined, decision));
    };
    const end = await this.#pass(ports, { ...request, dryRun: true }, plan, signal, remember);
    const { left } = end.tally;
    if (end.failure !== undefined || end.interrupted || left === 0) {
      this.exitWith(statusOfRedrive(end, false));
      return undefined;
    }
    const question = `\nSend ${left} ${left === 1 ? 'event' : 'events'} and delete what is accepted?`;
    if (await this.terminal.confirm(question, signal)) return toSend;
    this.terminal.say('Nothing was sent.');
    this.exitWith(signal.aborted ? EXIT.interrupted : EXIT.usage);
    return undefined;
  }

  /** One pass over the queue, told as it goes. `seen` hears of each entry. */
  async #pass(
    ports: RedrivePorts,
    request: RedriveRequest,
    presenter: RedrivePresenter,
    signal: AbortSignal,
    seen: (entry: RedriveEntry) => void = () => {},
  ): Promise<RedriveEnd> {
    let visible = 0;
    let settled = 0;
    const meter = this.meter(request.dryRun ? 'planned' : 'settled');
    for await (const event of redrive(ports, request, signal)) {
      if (event.kind === 'queue') {
        visible = event.queue.visible;
        await this.terminal.write(presenter.head(event.queue));
      } else if (event.kind === 'entry') {
        settled += 1;
        seen(event.entry);
        await this.terminal.write(presenter.row(event.entry));
      } else if (event.kind === 'read') {
        meter(settled, visible);
      } else {
        await this.tell(presenter.tail(event, this.terminal.readerLeft));
        return event;
      }
    }
    throw new Error('a redrive ended without its end event');
  }
}
