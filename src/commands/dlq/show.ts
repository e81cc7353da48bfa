import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { statusOfReading } from '../../app/exit-status.ts';
import { EXIT, Failure, usage } from '../../app/failures.ts';
import { connect } from '../../app/integration/connection.ts';
import { connectionOf } from '../../app/list/connection-of.ts';
import { type ListEnd, list, MAX_READ } from '../../app/list/list.ts';
import type { QueueDescription } from '../../app/ports.ts';
import { REDRIVE_POLICY_CHECK } from '../../app/queue/reading.ts';
import { BaseCommand } from '../../base-command.ts';
import { openPorts } from '../../composition/queue-ports.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import type { Connection } from '../../domain/eventbridge/target.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import { inspect } from '../../domain/redrive/decide.ts';
import { isNamed, NO_SELECTION, SHORTEST_ID_PREFIX } from '../../domain/selection/selection.ts';
import { connectionFlags, connectionWords, refreshFlag } from '../../flags/connection.ts';
import { forceFlag } from '../../flags/force.ts';
import { chosenBy, maskFlag } from '../../flags/mask.ts';
import { jsonFlag, pagerFlag } from '../../flags/output.ts';
import { saidAgain, WHERE } from '../../flags/said-again.ts';
import { ruleOf, sendToRuleFlag } from '../../flags/send-to-rule.ts';
import { failureText } from '../../present/formats/failure-text.ts';
import { warningText } from '../../present/formats/warning-text.ts';
import { arrivedText, messages, stuckText } from '../../present/list/queue-text.ts';
import { showJson } from '../../present/show/show-json.ts';
import { showText } from '../../present/show/show-text.ts';
import { wrap } from '../../present/style/layout.ts';
import { makeTheme } from '../../present/style/theme.ts';
import { lookWithout } from '../../present/without-chosen.ts';

export default class DlqShow extends BaseCommand {
  static override summary = 'Show one dead letter: event, error, why it failed, repair.';
  static override description =
    'Reads the queue until the message is found, then releases every message it received. Nothing is changed. Ends in the command that sends the event again, where there is one.';
  static override usage =
    '<%= command.id %> ID [--full] [--send-to-rule RULE] [CONNECTION] [--force CHECK...] [--json] [--mask MEMBER...]';
  static override examples = [
    { description: 'By the id that dlq list shows:', command: '<%= config.bin %> <%= command.id %> 1b9f64f0' },
    {
      description: 'Only why it failed, for a script:',
      command: '<%= config.bin %> <%= command.id %> 1b9f64f0 --json | jq .diagnosis',
    },
  ];
  static override args = {
    id: Args.string({
      required: true,
      description: 'message id, a prefix of it with at least 8 characters, or event id',
    }),
  };
  static override flags = {
    ...connectionFlags,
    ...refreshFlag,
    full: Flags.boolean({ description: 'show long bodies, messages and requests whole' }),
    'send-to-rule': sendToRuleFlag,
    force: forceFlag([REDRIVE_POLICY_CHECK]),
    json: jsonFlag,
    pager: pagerFlag,
    mask: maskFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(DlqShow);
    if (args.id.length < SHORTEST_ID_PREFIX) {
      throw usage(`"${args.id}" is too short to be sure.`, `Give at least ${SHORTEST_ID_PREFIX} characters of the id.`);
    }
    const chosen = chosenBy(flags.mask);
    const where = saidAgain(flags, WHERE);
    const sendToRule = ruleOf(flags['send-to-rule']);
    const connection = connect(connectionWords(flags), process.env);
    const meter = this.meter('read');
    let found: Examined | undefined;
    let end: ListEnd | undefined;
    let seen: QueueDescription | undefined;
    let state: Lookup<Connection> | undefined;
    await this.untilInterrupted(async (signal) => {
      const ports = await openPorts(
        connection,
        { concurrency: flags.concurrency, operator: this.terminal, stop: signal },
        { directory: this.config.cacheDir, refresh: flags.refresh },
      );
      const request = {
        selection: { ...NO_SELECTION, ids: [args.id] },
        endpointHosts: flags['endpoint-host'] ?? [],
        sendToRule,
        concurrency: flags.concurrency,
        maxRead: MAX_READ,
        forced: new Set(flags.force),
        enough: (examined: Examined) => isNamed(args.id, examined),
        isWhole: false,
      };
      for await (const event of list(ports, request, signal)) {
        if (event.kind === 'queue') seen = event.queue;
        else if (event.kind === 'dead-letter') found ??= event.examined;
        else if (event.kind === 'read') meter(event.read, seen?.visible ?? 0);
        else end = event;
      }
      if (found !== undefined && !flags.json) state = await connectionOf(ports, found);
    });
    if (end === undefined) throw new Error('a list ended without its end event');
    if (end.stuck > 0) this.terminal.say(stuckText(end.stuck));
    if (found === undefined)
      throw end.failure === undefined ? notFound(args.id, end, seen, where) : unread(end.failure, end);
    const inspection = lookWithout(inspect(found), chosen);
    const text = flags.json
      ? `${showJson(inspection, end.warnings)}\n`
      : showText(inspection, Date.now(), this.terminal.width, makeTheme(this.terminal.colour), {
          where: where + saidAgain(flags, ['send-to-rule']),
          aws: awsFlags(seen, flags, connection.endpoint),
          queueArn: seen?.arn,
          connection: state,
          full: flags.full,
        });
    await this.answer(text, flags);
    for (const warning of flags.json ? [] : end.warnings)
      this.terminal.say(wrap(warningText(warning), this.terminal.width));
    if (end.arrivedSince > 0 && !flags.json)
      this.terminal.say(wrap(arrivedText(end.arrivedSince), this.terminal.width));
    if (end.failure !== undefined) this.terminal.say(failureText(end.failure));
    this.exitWith(statusOfReading(end));
  }
}

/** The failure and the number of messages that it kept from being read, because the message may be among them. */
function unread({ exit, code, message, hint }: Failure, end: ListEnd): Failure {
  const left = end.unseen > 0 ? ` About ${messages(end.unseen)} in the queue could not be received.` : '';
  return new Failure(exit, code, message + left, hint);
}

/** The flags with which the aws command uses the same connection. */
function awsFlags(
  queue: QueueDescription | undefined,
  { profile }: { readonly profile?: string | undefined },
  endpoint: string | undefined,
): string {
  return saidAgain({ region: queue?.region, profile, 'endpoint-url': endpoint }, ['region', 'profile', 'endpoint-url']);
}

function notFound(id: string, end: ListEnd, queue: QueueDescription | undefined, said: string): Failure {
  if (end.interrupted)
    return new Failure(
      EXIT.interrupted,
      'Interrupted',
      'Interrupted before the message was found.',
      end.stuck > 0 ? 'Run it again later.' : 'Every message was released.',
    );
  const where = queue?.arn ?? 'the queue';
  if (end.unseen > 0) {
    return new Failure(
      EXIT.partly,
      'NotSeen',
      `No message ${id} among the ${end.read} that could be read in ${where}; about ${end.unseen} could not be seen${end.unread === 0 ? ' because another reader has them' : ''}.`,
      end.unread === 0
        ? 'Run it again when they have returned.'
        : `momento-eb dlq list${said} --id ${id} --max-read N reads more.`,
    );
  }
  return new Failure(
    EXIT.notFound,
    'MessageNotFound',
    `No message ${id} among the ${end.read} in ${where}.${end.arrivedSince > 0 ? ` ${arrivedText(end.arrivedSince)}` : ''}`,
    `momento-eb dlq list${said} shows the ids.`,
  );
}
