import { type DeadLetter, type DeliveryError, eventOf } from '../../domain/dead-letter/dead-letter.ts';
import { answerOf } from '../../domain/diagnosis/answer-findings.ts';
import { CATALOGUE } from '../../domain/diagnosis/catalogue.ts';
import type { EventEnvelope } from '../../domain/eventbridge/event.ts';
import type { Connection } from '../../domain/eventbridge/target.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import type { Inspection } from '../../domain/redrive/decide.ts';
import { propose } from '../../domain/redrive/proposal.ts';
import { printable, printableLines, quote } from '../../domain/text/printable.ts';
import { shortId } from '../list/list-table.ts';
import { diffText } from '../redrive/diff-text.ts';
import { holdText } from '../redrive/hold-reasons.ts';
import { broken, flow, pad, wrap } from '../style/layout.ts';
import type { Theme } from '../style/theme.ts';
import { ago, utc } from '../style/time.ts';
import { blanksText, redriveFlags } from './redrive-command.ts';
import { connectionToUpdate, statesOf, updateConnectionCommand } from './states-text.ts';

const LABEL = 11;
const INDENT = ' '.repeat(LABEL);
const LONGEST_BODY = 4_000;
/** The lines of a payload on one screen: 24 less the lines around it. */
const MOST_LINES = 20;
const WHOLE = Number.MAX_SAFE_INTEGER / 8;

/** The facts of `dlq show` besides the dead letter. Each flag follows a space. */
export interface ShowContext {
  /** Flags that say again where the queue is. */
  readonly where?: string;
  /** The same for the aws command. */
  readonly aws?: string;
  readonly queueArn?: string | undefined;
  /** The connection of the API destination as it is now; undefined where it was not looked up. */
  readonly connection?: Lookup<Connection> | undefined;
  /** Show long texts whole. */
  readonly full?: boolean;
}

/**
 * One dead letter as people read it: why first, then the facts, the event, the request it became, then what it waits for.
 * It ends in one command, where there is one.
 */
export function showText(
  inspection: Inspection,
  now: number,
  width: number,
  theme: Theme,
  { where = '', aws = '', queueArn, connection, full = false }: ShowContext = {},
): string {
  const { deadLetter } = inspection;
  const event = eventOf(deadLetter);
  const blocks = [
    why(inspection, width, theme),
    facts(deadLetter, now, width, theme),
    errorText(deadLetter.error, width, theme, full),
    ...attributesText(deadLetter, width, theme, full),
    event === undefined ? bodyText(deadLetter, width, theme, full) : eventText(event, width, theme, full),
    ...requestText(inspection, width, theme, full),
    ...waitsText(inspection, connection, printable(aws), width, theme),
    nextText(inspection, printable(where), queueArn, width, theme),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function why({ deadLetter, diagnosis }: Inspection, width: number, theme: Theme): string {
  const { title, explanation } = CATALOGUE[diagnosis.cause];
  return [
    flow(
      [
        ...wrap(title, width).split('\n').map(theme.strong),
        theme.name(diagnosis.cause),
        theme.faint(`(${diagnosis.confidence})`),
      ],
      '  ',
      width,
    ),
    wrap(explanation, width),
    ...diagnosis.evidence.map(({ field, quote: said }) => wrap(`${printable(field)}: ${said}`, width, '  ')),
    ...(diagnosis.also.length === 0 ? [] : [theme.faint(wrap(`other findings: ${diagnosis.also.join(', ')}`, width))]),
    ...diagnosis.warnings.map((warning) => theme.careful(wrap(`Note: ${quote(warning)}`, width))),
    theme.faint(wrap(`message ${printable(deadLetter.messageId)}`, width)),
  ].join('\n');
}

function facts(deadLetter: DeadLetter, now: number, width: number, theme: Theme): string {
  const times = deadLetter.receiveCount === 1 ? 'once' : `${deadLetter.receiveCount ?? '?'} times`;
  return [
    field('Failed', `${utc(deadLetter.sentAt)} (${ago(deadLetter.sentAt, now)}), received ${times}`, width, theme),
    field(
      'Rule',
      deadLetter.rule ? `${deadLetter.rule.name} on bus ${deadLetter.rule.bus}` : (deadLetter.ruleArn ?? 'not known'),
      width,
      theme,
    ),
    field(
      'Target',
      deadLetter.destination ? `API destination ${deadLetter.destination.name}` : (deadLetter.targetArn ?? 'not known'),
      width,
      theme,
    ),
  ].join('\n');
}

function errorText(error: DeliveryError, width: number, theme: Theme, full: boolean): string {
  const answer = answerOf(error.text);
  const retries =
    error.exhausted === undefined ? '' : `, gave up after ${error.attempts ?? '?'} attempts (${error.exhausted})`;
  const said = answer && [answer.title, answer.description].filter((part) => part !== undefined).join(': ');
  const lines = [
    field('Error', `${error.code ?? 'no code'}${answer ? `, HTTP ${answer.httpStatus}` : ''}${retries}`, width, theme),
  ];
  const message = said || error.message;
  if (message !== undefined) lines.push(field('', quote(message, full ? WHOLE : 600), width, theme));
  return lines.join('\n');
}

function eventText(event: EventEnvelope, width: number, theme: Theme, full: boolean): string {
  return [
    field('Event', `${event.detailType} from ${event.source}`, width, theme),
    field('', `${event.time ?? 'no time'}, id ${event.id}`, width, theme),
    indented(prettyDetail(event), width, full),
  ].join('\n');
}

/** Indented where that changes nothing but white space; as it stood where it would, or where it is nested too deep. */
function prettyDetail({ detail, detailText }: EventEnvelope): string {
  if (detailText.length > LONGEST_BODY) return detailText;
  try {
    const pretty = JSON.stringify(detail, undefined, 2);
    return pretty.replace(/\s/g, '') === detailText.replace(/\s/g, '') ? pretty : detailText;
  } catch {
    return detailText;
  }
}

function bodyText(deadLetter: DeadLetter, width: number, theme: Theme, full: boolean): string {
  return `${theme.faint(pad('Body', LABEL))}${deadLetter.body.kind}\n${indented(deadLetter.text, width, full)}`;
}

function requestText({ rendering }: Inspection, width: number, theme: Theme, full: boolean): readonly string[] {
  if (rendering === undefined) return [];
  const { request, input, wiring } = rendering;
  const host = request.url.startsWith('/') ? ', host not known' : '';
  const from = wiring.source === 'assumed' ? ` (mapping of the quick-start assumed${host})` : '';
  const lines = [field('Request', `${request.method} ${quote(request.url, full ? WHOLE : 600)}${from}`, width, theme)];
  if (request.method !== 'DELETE')
    lines.push(
      field(
        '',
        `body ${quote(input.text, full ? WHOLE : 300)}${input.kind === 'broken' ? ' (not valid JSON)' : ''}`,
        width,
        theme,
      ),
    );
  return [lines.join('\n')];
}

/** All message attributes of a message that EventBridge did not put into the queue: only they show its origin. */
function attributesText(
  { attributes, body }: DeadLetter,
  width: number,
  theme: Theme,
  full: boolean,
): readonly string[] {
  const names = Object.keys(attributes);
  if (Object.hasOwn(attributes, 'RULE_ARN') || (body.kind !== 'foreign' && body.kind !== 'envelope')) return [];
  if (names.length === 0) return [field('Attributes', 'none', width, theme)];
  const lines = names.map((name, at) => {
    const { dataType, text, base64 } = attributes[name] ?? { dataType: '?', text: undefined };
    const value = text ?? `${base64 ?? ''} (${dataType}, base64)`;
    return field(at === 0 ? 'Attributes' : '', `${quote(name)}: ${quote(value, full ? WHOLE : 300)}`, width, theme);
  });
  return [lines.join('\n')];
}

/** The present state of the resources that the event waits for, and how to replace the API key of its connection. */
function waitsText(
  inspection: Inspection,
  connection: Lookup<Connection> | undefined,
  aws: string,
  width: number,
  theme: Theme,
): readonly string[] {
  const states = statesOf(inspection, connection);
  const lines = states.map((state, at) => field(at === 0 ? 'Waits for' : '', state, width, theme));
  const name = connectionToUpdate(inspection, connection);
  if (name !== undefined) {
    lines.push(
      field('First', 'put a valid API key into MOMENTO_API_KEY and update the connection:', width, theme),
      ...updateConnectionCommand(printable(name), aws).map((line) => INDENT + line),
    );
  }
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/** Why it is held, the edits, and the one command that sends it, where there is one. */
function nextText(
  inspection: Inspection,
  where: string,
  queueArn: string | undefined,
  width: number,
  theme: Theme,
): string {
  const { decision, deadLetter, diagnosis } = inspection;
  const id = shortId(deadLetter.messageId);
  const diff = decision.edits.length === 0 ? [] : [diffText(decision.edits, width, theme, INDENT)];
  if (decision.verdict === 'hold') {
    const held = [field('Held', holdText(decision, inspection), width, theme), ...diff];
    const proposal = propose(inspection);
    if (proposal !== undefined) {
      const flags = redriveFlags(proposal);
      const isOutside = proposal.policy.resolved.size > 0;
      const then = [isOutside ? 'Fix the cause first, then run this.' : 'This sends it.', ...blanksText(flags)].join(
        ' ',
      );
      return [...held, field('Next', then, width, theme), commandText(id, flags, where, width)].join('\n');
    }
    if (decision.reason === 'rule-elsewhere' && diagnosis.obstacle === 'other-account' && queueArn !== undefined) {
      const title = `Replace PROFILE by an AWS profile of account ${deadLetter.rule?.account}:`;
      return [
        ...held,
        field('Next', title, width, theme),
        `${INDENT}momento-eb dlq redrive --id ${id} \\\n${INDENT}  --queue ${printable(queueArn)} --profile PROFILE`,
      ].join('\n');
    }
    if (diagnosis.obstacle === 'rule-unknown' && diagnosis.resend !== 'never' && eventOf(deadLetter) !== undefined) {
      const title = 'Replace RULE (an ARN, NAME or BUS/NAME) to see what would be sent there:';
      return [
        ...held,
        field('Next', title, width, theme),
        `${INDENT}momento-eb dlq show ${id} --send-to-rule RULE${where}`,
      ].join('\n');
    }
    return held.join('\n');
  }
  const isRepaired = decision.verdict === 'send-repaired';
  const title = isRepaired ? 'can be sent again with this repair' : 'can be sent again as it is';
  return [field('Next', title, width, theme), ...diff, commandText(id, isRepaired ? ['--fix'] : [], where, width)].join(
    '\n',
  );
}

/** A redrive of one dead letter, over several lines as a shell takes them where it does not fit into one. */
function commandText(id: string, flags: readonly string[], where: string, width: number): string {
  const [first, others] = flags[0] === '--fix' ? [' --fix', flags.slice(1)] : ['', flags];
  const command = `${INDENT}momento-eb dlq redrive --id ${id}${first}`;
  const line = [command, ...others].join(' ') + where;
  if (others.length === 0 || (others.length === 1 && line.length <= width)) return line;
  return [command, ...others, ...(where === '' ? [] : [where.trim()])].join(` \\\n${INDENT}  `);
}

function field(label: string, text: string, width: number, theme: Theme): string {
  const [first = '', ...rest] = wrap(printable(text), width - LABEL).split('\n');
  return [theme.faint(pad(label, LABEL)) + first, ...rest.map((line) => ' '.repeat(LABEL) + line)].join('\n');
}

/**
 * A payload as it stands; a line that is too long goes on below, for a word of it may matter and no space is ours to move.
 * More than a screen of it is cut, unless all of it is asked for.
 */
function indented(text: string, width: number, full: boolean): string {
  const seen = full ? text : text.slice(0, LONGEST_BODY);
  const lines = printableLines(seen)
    .split('\n')
    .flatMap((line) => broken(line, width - LABEL));
  const isCut = !full && (seen.length < text.length || lines.length > MOST_LINES);
  const shown = isCut ? [...lines.slice(0, MOST_LINES), `… (${text.length} characters; --full shows all)`] : lines;
  return shown.map((line) => INDENT + line).join('\n');
}
