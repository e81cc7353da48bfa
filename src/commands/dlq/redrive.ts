import { Flags } from '@oclif/core';
import { connect } from '../../app/connection.ts';
import { statusOfRedrive } from '../../app/exit-status.ts';
import { EXIT, usage } from '../../app/failures.ts';
import type { QueueDescription } from '../../app/ports.ts';
import { PREFLIGHT_CHECKS } from '../../app/preflight.ts';
import { type RedrivePorts, type RedriveRequest, redrive } from '../../app/redrive.ts';
import type { RedriveEnd, RedriveEntry } from '../../app/redrive-events.ts';
import { REDRIVE_POLICY_CHECK } from '../../app/refuse-redrive-policy.ts';
import { BaseCommand } from '../../base-command.ts';
import { openPorts } from '../../composition.ts';
import { planKey } from '../../domain/redrive/plan-key.ts';
import { connectionFlags, forceFlag, repairFlags, selectionFlags } from '../../flags.ts';
import { failureText } from '../../present/failure-text.ts';
import type { JsonDocument } from '../../present/json-document.ts';
import { valueText } from '../../present/json-text.ts';
import { addToPiles, type Pile } from '../../present/piles.ts';
import { redriveEntryJson, redriveTotalsJson } from '../../present/redrive-json.ts';
import { planText, resultText } from '../../present/redrive-text.ts';
import { theme } from '../../present/theme.ts';
import { editsIn } from '../../read-edits.ts';
import { connectionWords, policyOf, selectionOf } from '../../words.ts';

/** What one pass over the queue gave. */
interface Pass {
  readonly queue: QueueDescription;
  readonly piles: ReadonlyMap<string, Pile>;
  /** What a plan showed as to be sent. */
  readonly toSend: ReadonlySet<string>;
  readonly end: RedriveEnd;
}

export default class DlqRedrive extends BaseCommand {
  static override summary =
    'Put dead letters back on their event bus, repaired where asked, and delete what was accepted.';
  static override description =
    `Shows a plan and asks; without a terminal it needs --yes. A message is deleted only after the bus has accepted that very event, and only where an enabled rule still matches it. Every rule on the bus that matches fires again, not only the one that failed.

Without --fix only events that can succeed as they are (timeouts, rate limits, server errors) are sent.`;
  static override usage =
    '<%= command.id %> [--dry-run | --yes] [REPAIR] [SELECTION] [CONNECTION] [--force CHECK...] [--json]';
  static override examples = [
    '<%= config.bin %> <%= command.id %> --dry-run',
    '<%= config.bin %> <%= command.id %> --fix --prefer key --ttl 3600',
    '<%= config.bin %> <%= command.id %> --resolved cache-not-found --cache sessions --yes',
    '<%= config.bin %> <%= command.id %> --fix --id 759dae6b --set detail.key=user:1 --set \'detail["trace.id"]=7\'',
    '<%= config.bin %> <%= command.id %> --fix --cause event-incomplete --edits mend.ndjson --dry-run',
  ];
  static override flags = {
    ...repairFlags,
    'dry-run': Flags.boolean({ description: 'print the plan, send nothing' }),
    yes: Flags.boolean({ char: 'y', description: 'do not ask' }),
    force: forceFlag([...PREFLIGHT_CHECKS, REDRIVE_POLICY_CHECK]),
    ...selectionFlags,
    ...connectionFlags,
    json: Flags.boolean({
      helpGroup: 'OUTPUT',
      description: 'one JSON document on standard output; needs --yes or --dry-run',
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(DlqRedrive);
    const dryRun = flags['dry-run'];
    const mustAsk = !flags.yes && !dryRun;
    if (mustAsk && (flags.json || !this.terminal.canAsk)) {
      throw usage('A redrive deletes messages, and there is nobody to ask.', 'Look with --dry-run, then add --yes.');
    }
    const connection = connect(connectionWords(flags), process.env);
    const policy = policyOf(flags);
    const edits = flags.edits === undefined ? policy.repair.edits : await editsIn(flags.edits);
    const request: RedriveRequest = {
      selection: selectionOf(flags, Date.now()),
      policy: { ...policy, repair: { ...policy.repair, edits } },
      endpointHosts: flags['endpoint-host'] ?? [],
      forced: new Set(flags.force),
      concurrency: flags.concurrency,
      limit: flags.limit,
      dryRun,
      agreedGroups: undefined,
    };
    const json = flags.json ? this.document('entries') : undefined;
    await this.untilInterrupted(async (signal) => {
      const ports = await openPorts(connection, flags.concurrency);
      const agreedGroups = mustAsk ? await this.#agree(ports, request, signal) : undefined;
      if (mustAsk && agreedGroups === undefined) return;
      const pass = await this.#pass(ports, { ...request, agreedGroups }, json, signal);
      if (json === undefined) await this.#print(dryRun ? planText : resultText, pass);
      else await this.terminal.write(json.tail(redriveTotalsJson(pass.end)));
      if (pass.end.failure !== undefined && json === undefined) this.terminal.say(failureText(pass.end.failure));
      this.exitWith(statusOfRedrive(pass.end, dryRun));
    });
  }

  /** Shows the plan and asks. Undefined: nothing is to be sent, and the exit status says why. */
  async #agree(
    ports: RedrivePorts,
    request: RedriveRequest,
    signal: AbortSignal,
  ): Promise<ReadonlySet<string> | undefined> {
    const plan = await this.#pass(ports, { ...request, dryRun: true }, undefined, signal);
    await this.#print(planText, plan);
    if (plan.end.failure !== undefined) throw plan.end.failure;
    if (plan.end.interrupted || plan.end.tally.left === 0) {
      this.exitWith(statusOfRedrive(plan.end, false));
      return undefined;
    }
    const { left } = plan.end.tally;
    if (
      await this.terminal.confirm(
        `\nSend ${left} ${left === 1 ? 'event' : 'events'} and delete what is accepted?`,
        signal,
      )
    )
      return plan.toSend;
    this.terminal.say('Nothing was sent.');
    this.exitWith(signal.aborted ? EXIT.interrupted : EXIT.usage);
    return undefined;
  }

  async #pass(
    ports: RedrivePorts,
    request: RedriveRequest,
    json: JsonDocument | undefined,
    signal: AbortSignal,
  ): Promise<Pass> {
    const piles = new Map<string, Pile>();
    const toSend = new Set<string>();
    let queue: QueueDescription | undefined;
    let end: RedriveEnd | undefined;
    let settled = 0;
    const meter = this.meter(request.dryRun ? 'planned' : 'settled');
    for await (const event of redrive(ports, request, signal)) {
      if (event.kind === 'queue') {
        queue = event.queue;
        await this.terminal.write(json?.head() ?? '');
      } else if (event.kind === 'entry') {
        settled += 1;
        const { decision, examined } = event.entry;
        if (decision.verdict !== 'hold') toSend.add(planKey(examined, decision));
        await this.#tell(event.entry, piles, json);
      } else if (event.kind === 'read') {
        meter(settled, queue?.visible ?? 0);
      } else {
        end = event;
      }
    }
    if (queue === undefined || end === undefined) throw new Error('a redrive ended without its end event');
    return { queue, piles, toSend, end };
  }

  async #tell(entry: RedriveEntry, piles: Map<string, Pile>, json: JsonDocument | undefined): Promise<void> {
    if (json === undefined) addToPiles(piles, entry);
    else await this.terminal.write(json.element(valueText(redriveEntryJson(entry))));
  }

  async #print(text: typeof planText, { queue, piles, end }: Pass): Promise<void> {
    await this.terminal.write(text(queue, piles, end, this.terminal.width, theme(this.terminal.colour)));
  }
}
