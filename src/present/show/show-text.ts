import { type DeadLetter, type DeliveryError, eventOf } from '../../domain/dead-letter/dead-letter.ts';
import { answerOf } from '../../domain/diagnosis/answer-findings.ts';
import { CATALOGUE } from '../../domain/diagnosis/catalogue.ts';
import type { EventEnvelope } from '../../domain/eventbridge/event.ts';
import type { Inspection } from '../../domain/redrive/decide.ts';
import type { Hold } from '../../domain/redrive/decision.ts';
import { printable, printableLines, quote } from '../../domain/text/printable.ts';
import { shortId } from '../list/list-table.ts';
import { diffText } from '../redrive/diff-text.ts';
import { holdText } from '../redrive/hold-reasons.ts';
import { broken, flow, pad, wrap } from '../style/layout.ts';
import type { Theme } from '../style/theme.ts';
import { ago, utc } from '../style/time.ts';

const LABEL = 11;
const LONGEST_BODY = 4_000;

/**
 * One dead letter as people read it: why first, then the facts, the event, the request it became, the repair. `where` are
 * flags that say again where the queue is, each after a space.
 */
export function showText(inspection: Inspection, now: number, width: number, theme: Theme, where = ''): string {
  const event = eventOf(inspection.deadLetter);
  const blocks = [
    why(inspection, width, theme),
    facts(inspection.deadLetter, now, width, theme),
    errorText(inspection.deadLetter.error, width, theme),
    event === undefined ? bodyText(inspection.deadLetter, width, theme) : eventText(event, width, theme),
    ...requestText(inspection, width, theme),
    repairText(inspection, printable(where), width, theme),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function why({ deadLetter, diagnosis }: Inspection, width: number, theme: Theme): string {
  const { title, explanation } = CATALOGUE[diagnosis.cause];
  return [
    flow([theme.strong(title), theme.name(diagnosis.cause), theme.faint(`(${diagnosis.confidence})`)], '  ', width),
    wrap(explanation, width),
    ...diagnosis.evidence.map(({ field, quote: said }) => wrap(`${printable(field)}: ${said}`, width, '  ')),
    ...(diagnosis.also.length === 0 ? [] : [theme.faint(wrap(`also: ${diagnosis.also.join(', ')}`, width))]),
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

function errorText(error: DeliveryError, width: number, theme: Theme): string {
  const answer = answerOf(error.text);
  const retries =
    error.exhausted === undefined ? '' : `, gave up after ${error.attempts ?? '?'} attempts (${error.exhausted})`;
  const said = answer && [answer.title, answer.description].filter((part) => part !== undefined).join(': ');
  const lines = [
    field('Error', `${error.code ?? 'no code'}${answer ? `, HTTP ${answer.httpStatus}` : ''}${retries}`, width, theme),
  ];
  const message = said || error.message;
  if (message !== undefined) lines.push(field('', quote(message, 600), width, theme));
  return lines.join('\n');
}

function eventText(event: EventEnvelope, width: number, theme: Theme): string {
  return [
    field('Event', `${event.detailType} from ${event.source}`, width, theme),
    field('', `${event.time ?? 'no time'}, id ${event.id}`, width, theme),
    indented(prettyDetail(event), width),
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

function bodyText(deadLetter: DeadLetter, width: number, theme: Theme): string {
  return `${theme.faint(pad('Body', LABEL))}${deadLetter.body.kind}\n${indented(deadLetter.text, width)}`;
}

function requestText({ rendering }: Inspection, width: number, theme: Theme): readonly string[] {
  if (rendering === undefined) return [];
  const { request, input, wiring } = rendering;
  const from = wiring.source === 'assumed' ? ' (mapping of the quick-start assumed)' : '';
  const lines = [field('Request', `${request.method} ${quote(request.url, 600)}${from}`, width, theme)];
  if (request.method !== 'DELETE')
    lines.push(
      field('', `body ${quote(input.text, 300)}${input.kind === 'broken' ? ' (not valid JSON)' : ''}`, width, theme),
    );
  return [lines.join('\n')];
}

function repairText(inspection: Inspection, where: string, width: number, theme: Theme): string {
  const { decision, deadLetter } = inspection;
  const id = shortId(deadLetter.messageId);
  const { edits } = decision;
  const diff = edits.length === 0 ? [] : [diffText(edits, width, theme, ' '.repeat(LABEL))];
  if (decision.verdict === 'hold') {
    return [
      field('Held', holdText(decision), width, theme),
      ...diff,
      ...completionText(inspection, decision, where),
    ].join('\n');
  }
  const fix = decision.verdict === 'send-repaired' ? ' --fix' : '';
  const title = fix === '' ? 'can be sent again as it is' : 'can be sent again with this repair';
  return [
    field('Next', title, width, theme),
    ...diff,
    `${' '.repeat(LABEL)}momento-eb dlq redrive --id ${id}${fix}${where}`,
  ].join('\n');
}

/** The command that would complete an event, with each value left to be said; over several lines as a shell takes it. */
function completionText(
  { deadLetter, diagnosis }: Inspection,
  { reason, members }: Hold,
  where: string,
): readonly string[] {
  if (reason !== 'needs-completion') return [];
  // What was answered to the event before it was completed nobody can say of it afterwards.
  const outside = diagnosis.also.filter((cause) => CATALOGUE[cause].resend === 'after-outside-change');
  const resolved = outside.map((cause) => `--resolved ${cause}`);
  const sets = (members.length === 0 ? ['source'] : members).map((member) => {
    const said = `${member}=VALUE`;
    return `--set ${/^[\w.=-]+$/.test(said) ? said : `'${said.replaceAll("'", "'\\''")}'`}`;
  });
  const indent = ' '.repeat(LABEL);
  const id = shortId(deadLetter.messageId);
  const place = where === '' ? [] : [where.trim()];
  return [
    [`${indent}momento-eb dlq redrive --id ${id} --fix`, ...sets, ...resolved, ...place].join(` \\\n${indent}  `),
  ];
}

function field(label: string, text: string, width: number, theme: Theme): string {
  const [first = '', ...rest] = wrap(printable(text), width - LABEL).split('\n');
  return [theme.faint(pad(label, LABEL)) + first, ...rest.map((line) => ' '.repeat(LABEL) + line)].join('\n');
}

/** A payload as it stands; a line that is too long goes on below, for a word of it may matter and no space is ours to move. */
function indented(text: string, width: number): string {
  const cut =
    text.length > LONGEST_BODY ? `${text.slice(0, LONGEST_BODY)}… (${text.length} characters; all with --json)` : text;
  return printableLines(cut)
    .split('\n')
    .flatMap((line) => broken(line, width - LABEL))
    .map((line) => ' '.repeat(LABEL) + line)
    .join('\n');
}
