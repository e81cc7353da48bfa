import * as Flags from '@oclif/core/flags';
import { statusOfRedrive } from '../../app/exit-status.ts';
import { EXIT, usage } from '../../app/failures.ts';
import { connect, endpointKindOf } from '../../app/integration/connection.ts';
import { lateLedger } from '../../app/ledger/late-ledger.ts';
import type { QueueDescription } from '../../app/ports.ts';
import { MAX_IN_FLIGHT } from '../../app/queue/limits.ts';
import { REDRIVE_POLICY_CHECK } from '../../app/queue/reading.ts';
import { PREFLIGHT_CHECKS } from '../../app/redrive/preflight.ts';
import { redrive } from '../../app/redrive/redrive.ts';
import type { RedriveEnd, RedriveEntry } from '../../app/redrive/redrive-events.ts';
import type { RedrivePorts, RedriveRequest } from '../../app/redrive/redrive-request.ts';
import { BaseCommand } from '../../base-command.ts';
import { openLedger } from '../../composition/ledgers.ts';
import { openPorts } from '../../composition/queue-ports.ts';
import type { PlanSummary } from '../../domain/history/run.ts';
import { planKey } from '../../domain/redrive/decision.ts';
import { templateLine } from '../../domain/redrive/edits-template.ts';
import type { ChosenPath } from '../../domain/secrets/chosen.ts';
import { EditsTemplate } from '../../edits-template.ts';
import { connectionFlags, connectionWords } from '../../flags/connection.ts';
import { forceFlag } from '../../flags/force.ts';
import { givenFlags } from '../../flags/given-flags.ts';
import { ledgerFlags, ledgerOf, unknownPolicyOf } from '../../flags/ledger.ts';
import { chosenBy, maskFlag } from '../../flags/mask.ts';
import { formatOf, outputFlags } from '../../flags/output.ts';
import { rateFlag, ratesOf } from '../../flags/rate.ts';
import { policyOf, repairFlags } from '../../flags/repair.ts';
import { LEDGER, saidAgain } from '../../flags/said-again.ts';
import { selectionFlags, selectionOf } from '../../flags/selection.ts';
import { ruleOf, sendToRuleFlag } from '../../flags/send-to-rule.ts';
import { type RedrivePresenter, redriveAsText, redrivePresenter } from '../../present/redrive/redrive-presenter.ts';
import { planText, questionText, resultText } from '../../present/redrive/redrive-text.ts';
import { makeTheme } from '../../present/style/theme.ts';
import { entryWithout, presenting } from '../../present/without-chosen.ts';
import { editsIn } from '../../read-edits.ts';

export default class DlqRedrive extends BaseCommand {
  static override summary = 'Put events back on their bus, repaired where you ask for it.';
  static override description =
    `Shows a plan and asks; without a terminal, and with --json or --output, it needs --yes or --dry-run. A message is deleted only after the bus has accepted that very event, and only where an enabled rule still matches it. Every rule on the bus that matches fires again, not only the one that failed.

Without --fix only events that can succeed as they are (timeouts, rate limits, server errors) are sent. With --fix also those that can be repaired without changing their meaning; the other repair flags repair on your word. The plan shows every change.`;
  static override usage =
    '<%= command.id %> [--dry-run | --yes | --edits-template FILE] [--rate N...] [--send-to-rule RULE] [REPAIR] [LEDGER] [SELECTION] [CONNECTION] [--force CHECK...] [OUTPUT]';
  static override examples = [
    { description: 'The plan; nothing is sent:', command: '<%= config.bin %> <%= command.id %> --fix --dry-run' },
    { description: 'Look at the plan, answer, send:', command: '<%= config.bin %> <%= command.id %> --fix' },
    {
      description: 'Repair on your word too, where the event does not tell:',
      command: '<%= config.bin %> <%= command.id %> --fix --prefer key --ttl 3600',
    },
    {
      description: 'The cache sessions exists by now; send its events, and do not ask:',
      command: '<%= config.bin %> <%= command.id %> --resolved cache-not-found --cache sessions --yes',
    },
    {
      description: 'Give members of one event other values:',
      command: '<%= config.bin %> <%= command.id %> --fix --id 759dae6b --set detail.key=user:1 --set detail.ttl=60',
    },
    {
      description: 'A file to fill in with the values that events lack:',
      command: '<%= config.bin %> <%= command.id %> --edits-template mend.ndjson',
    },
    {
      description: 'Complete events of which only the transformed payload survived, each with its own values:',
      command: '<%= config.bin %> <%= command.id %> --fix --cause event-incomplete --edits mend.ndjson',
    },
  ];
  static override flags = {
    ...repairFlags,
    'send-to-rule': sendToRuleFlag,
    'dry-run': Flags.boolean({ description: 'print the plan, send nothing' }),
    rate: rateFlag,
    yes: Flags.boolean({ char: 'y', description: 'do not ask' }),
    force: forceFlag([...PREFLIGHT_CHECKS, REDRIVE_POLICY_CHECK]),
    ...ledgerFlags,
    ...selectionFlags,
    ...connectionFlags,
    ...outputFlags,
    mask: maskFlag,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(DlqRedrive);
    const { 'edits-template': file } = flags;
    const dryRun = flags['dry-run'] || file !== undefined;
    if (flags.yes && file !== undefined)
      throw usage('--edits-template sends nothing, and --yes sends.', 'Leave out --yes.');
    const mustAsk = !flags.yes && !dryRun;
    const format = formatOf(flags);
    if (mustAsk && (format !== 'text' || !this.terminal.canAsk)) {
      throw usage(
        'A redrive deletes messages; it cannot ask for confirmation without a terminal.',
        'Check the plan with --dry-run, then add --yes.',
      );
    }
    const connection = connect(connectionWords(flags), process.env);
    const policy = policyOf(flags);
    const edits = flags.edits === undefined ? policy.repair.edits : await editsIn(flags.edits);
    const request: RedriveRequest = {
      selection: selectionOf(flags, Date.now()),
      policy: { ...policy, repair: { ...policy.repair, edits } },
      endpointHosts: flags['endpoint-host'] ?? [],
      sendToRule: ruleOf(flags['send-to-rule']),
      forced: new Set(flags.force),
      concurrency: flags.concurrency,
      rates: ratesOf(flags.rate),
      maxInFlight: MAX_IN_FLIGHT,
      limit: flags.limit,
      dryRun,
      agreedGroups: undefined,
      unknown: unknownPolicyOf(flags),
      about: {
        endpoint: endpointKindOf(connection, []),
        flags: givenFlags(this.argv),
        plan: undefined,
      },
    };
    const chosen = chosenBy(flags.mask);
    const use = ledgerOf(flags, chosen);
    const theme = makeTheme(this.terminal.colour);
    const { width } = this.terminal;
    await this.untilInterrupted(async (signal) => {
      // Neither is waited for here: the queue can be found and looked at meanwhile.
      const abandoned = new AbortController();
      const opening = openLedger(use, this.config, dryRun, abandoned.signal);
      opening.catch(() => {});
      const [{ caller, endpoint, ...found }, planned] = await Promise.all([
        openPorts(connection, { concurrency: flags.concurrency, operator: this.terminal, stop: signal }),
        mustAsk ? openLedger(use, this.config, true) : undefined,
        // Nobody plans or is asked before it is certain that the ledger can be used.
        mustAsk || dryRun ? opening : undefined,
      ]).catch((error) => {
        abandoned.abort();
        throw error;
      });
      const who = dryRun ? undefined : caller();
      const ports = { ...found, ledger: lateLedger(() => opening) };
      const agreed = planned && (await this.#agree({ ...ports, ledger: planned }, request, chosen, signal));
      if (mustAsk && agreed === undefined) return;
      const about = { ...request.about, endpoint, plan: agreed?.plan };
      const presenter = this.presenting(
        presenting(
          redrivePresenter(format, dryRun ? planText : resultText(saidAgain(flags, LEDGER)), width, theme, flags.bom),
          chosen,
          entryWithout,
        ),
      );
      const agreedRequest = { ...request, agreedGroups: agreed?.toSend, about, who };
      const template = file === undefined ? undefined : new EditsTemplate(file);
      const { end } = await this.#pass(ports, agreedRequest, presenter, signal, ({ examined, decision }) =>
        template?.add(templateLine(examined, decision)),
      );
      if (template !== undefined) this.terminal.say(template.close());
      this.exitWith(statusOfRedrive(end, dryRun));
    });
  }

  /** Shows the plan and asks. Undefined: nothing is to be sent, and the exit status says why. */
  async #agree(
    ports: RedrivePorts,
    request: RedriveRequest,
    chosen: readonly ChosenPath[],
    signal: AbortSignal,
  ): Promise<{ readonly toSend: ReadonlySet<string>; readonly plan: PlanSummary } | undefined> {
    const text = redriveAsText(planText, this.terminal.width, makeTheme(this.terminal.colour));
    const plan = presenting(text, chosen, entryWithout);
    const toSend = new Set<string>();
    const remember = ({ decision, examined }: RedriveEntry) => {
      if (decision.verdict !== 'hold') toSend.add(planKey(examined, decision));
    };
    const { queue, end } = await this.#pass(ports, { ...request, dryRun: true }, plan, signal, remember);
    const { selected, left, notRemoved, held } = end.tally;
    if (end.failure !== undefined || end.interrupted || left + notRemoved === 0) {
      this.exitWith(statusOfRedrive(end, false));
      return undefined;
    }
    if (await this.terminal.confirm(`\n${questionText(queue, left, notRemoved)}`, signal)) {
      return { toSend, plan: { selected, toSend: left, toRemoveOnly: notRemoved, held } };
    }
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
  ): Promise<{ readonly queue: QueueDescription; readonly end: RedriveEnd }> {
    let queue: QueueDescription | undefined;
    // What is held goes at once, and would make the rate and the time left too good.
    let held = 0;
    let done = 0;
    const meter = this.meter(request.dryRun ? 'planned' : 'sent');
    const show = () => meter(done, (queue?.visible ?? 0) - held);
    for await (const event of redrive(ports, request, signal)) {
      if (event.kind === 'queue') {
        queue = event.queue;
        await this.terminal.write(presenter.head(event.queue));
      } else if (event.kind === 'entry') {
        if (event.entry.outcome === 'held' && !request.dryRun) held += 1;
        else done += 1;
        show();
        seen(event.entry);
        await this.terminal.write(presenter.row(event.entry));
      } else if (event.kind === 'read') {
        show();
      } else if (queue !== undefined) {
        await this.tell(presenter.tail(event, this.terminal.readerLeft));
        return { queue, end: event };
      }
    }
    throw new Error('a redrive ended without its end event');
  }
}
