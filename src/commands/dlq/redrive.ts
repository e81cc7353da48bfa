import * as Flags from '@oclif/core/flags';
import { statusOfRedrive } from '../../app/exit-status.ts';
import { EXIT, usage } from '../../app/failures.ts';
import { connect, endpointKindOf } from '../../app/integration/connection.ts';
import { lateLedger } from '../../app/ledger/late-ledger.ts';
import { MAX_IN_FLIGHT } from '../../app/queue/limits.ts';
import { REDRIVE_POLICY_CHECK } from '../../app/queue/reading.ts';
import { type PassEvent, planThenRun, type ShownPlan } from '../../app/redrive/plan-then-run.ts';
import { PREFLIGHT_CHECKS } from '../../app/redrive/preflight.ts';
import type { RedriveEvent } from '../../app/redrive/redrive-events.ts';
import type { RedriveRequest } from '../../app/redrive/redrive-request.ts';
import { BaseCommand } from '../../base-command.ts';
import { openLedger } from '../../composition/ledgers.ts';
import { openPorts } from '../../composition/queue-ports.ts';
import { templateLine } from '../../domain/redrive/edits-template.ts';
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
    '<%= command.id %> [--dry-run | --yes] [--rate N...] [REPAIR] [LEDGER] [SELECTION] [CONNECTION] [--force CHECK...] [OUTPUT]';
  static override examples = [
    { description: 'The plan; nothing is sent:', command: '<%= config.bin %> <%= command.id %> --fix --dry-run' },
    { description: 'Look at the plan, answer, send:', command: '<%= config.bin %> <%= command.id %> --fix' },
    {
      description: 'Also repair with values that you choose:',
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
      description: 'Complete events of which only the transformed payload survived, each with values of its own:',
      command: '<%= config.bin %> <%= command.id %> --fix --cause event-incomplete --edits edits.ndjson',
    },
  ];
  static override flags = {
    ...repairFlags,
    'send-to-rule': sendToRuleFlag,
    'dry-run': Flags.boolean({ description: 'print the plan, send nothing' }),
    rate: rateFlag,
    yes: Flags.boolean({ char: 'y', description: 'do not ask' }),
    follow: Flags.boolean({ description: 'also redrive messages that arrive meanwhile' }),
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
      follow: flags.follow,
      agreed: undefined,
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
    const text = dryRun ? planText : resultText(saidAgain(flags, LEDGER));
    const masked = (presenter: RedrivePresenter) => presenting(presenter, chosen, entryWithout);
    const answer = this.presenting(masked(redrivePresenter(format, text, width, theme, flags.bom)));
    const template = file === undefined ? undefined : new EditsTemplate(file);
    const show = {
      plan: this.#shower('plan', dryRun, dryRun ? answer : masked(redriveAsText(planText, width, theme))),
      run: this.#shower('run', dryRun, answer),
    };
    await this.untilInterrupted(async (signal) => {
      // The queue is found while the ledger is opened.
      const abandoned = new AbortController();
      const opening = openLedger(use, this.config, dryRun, abandoned.signal);
      opening.catch(() => {});
      const [{ caller, endpoint, ...found }] = await Promise.all([
        openPorts(connection, { concurrency: flags.concurrency, operator: this.terminal, stop: signal }),
        // Nothing is planned or asked before it is certain that the ledger can be used.
        mustAsk || dryRun ? opening : undefined,
      ]).catch((error) => {
        abandoned.abort();
        throw error;
      });
      const who = dryRun ? undefined : caller();
      const about = { ...request.about, endpoint };
      const ledger = lateLedger(() => opening);
      const ports = { ...found, ledger, openLedger: () => openLedger(use, this.config, false) };
      const confirm = mustAsk ? (plan: ShownPlan) => this.#agrees(plan, signal) : undefined;
      for await (const { pass, event } of planThenRun(ports, { ...request, about, who }, confirm, signal)) {
        if (event.kind === 'entry') template?.add(templateLine(event.entry.examined, event.entry.decision));
        await show[pass](event);
      }
      if (template !== undefined) this.terminal.say(template.close());
    });
  }

  async #agrees({ queue, toSend, toRemoveOnly, beyond }: ShownPlan, signal: AbortSignal): Promise<boolean> {
    if (await this.terminal.confirm(`\n${questionText(queue, toSend, toRemoveOnly, beyond)}`, signal)) return true;
    this.terminal.say('Nothing was sent.');
    this.exitWith(signal.aborted ? EXIT.interrupted : EXIT.usage);
    return false;
  }

  /** Shows the events of one pass over the queue as they come. */
  #shower(
    pass: PassEvent['pass'],
    dryRun: boolean,
    presenter: RedrivePresenter,
  ): (event: RedriveEvent) => Promise<void> {
    let visible = 0;
    // Held messages have their outcome at once, and would make the rate too high and the time left too short.
    let held = 0;
    let done = 0;
    let meter: ((done: number, total: number) => void) | undefined;
    const progress = () => {
      meter ??= this.meter(pass === 'plan' ? 'planned' : 'sent');
      meter(done, visible - held);
    };
    return async (event) => {
      switch (event.kind) {
        case 'queue':
          visible = event.queue.visible;
          return this.terminal.write(presenter.head(event.queue));
        case 'read':
          return progress();
        case 'entry':
          if (event.entry.outcome === 'held' && pass === 'run') held += 1;
          else done += 1;
          progress();
          return this.terminal.write(presenter.row(event.entry));
        case 'end':
          this.exitWith(statusOfRedrive(event, dryRun));
          return this.tell(presenter.tail(event, this.terminal.readerLeft));
      }
    };
  }
}
