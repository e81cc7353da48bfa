import { answerOf } from '../diagnosis/answer-findings.ts';
import type { CauseId } from '../diagnosis/catalogue.ts';
import type { Examined } from '../diagnosis/examined.ts';
import { membersAt } from './decide-incomplete.ts';
import type { Decision, Hold } from './decision.ts';

/** Faults that a value given for the member removes. */
const FILLABLE: ReadonlySet<CauseId> = new Set([
  'key-missing',
  'key-invalid',
  'ttl-missing',
  'ttl-invalid',
  'message-missing',
  'cache-name-missing',
  'topic-name-missing',
]);

/**
 * A line for a file of edits, for a dead letter that needs values: `missing` names the members, `set` has each of them as
 * a blank (an empty string) and the values that are known. Undefined for a dead letter that values cannot help.
 */
export function templateLine(examined: Examined, decision: Decision): string | undefined {
  if (decision.verdict !== 'hold') return undefined;
  const needed = neededBy(examined, decision);
  if (needed === undefined) return undefined;
  const known = decision.edits.flatMap(({ path, after }): readonly (readonly [string, string])[] =>
    path === 'detail' || after === null || needed.includes(path) ? [] : [[path, onOneLine(after)]],
  );
  const missing = needed.length + known.length === 0 ? ['source'] : needed;
  const set = [...missing.map((path) => [path, '""'] as const), ...known];
  const members = set.map(([path, json]) => `${JSON.stringify(path)}:${json}`).join(',');
  const head = JSON.stringify({ messageId: examined.deadLetter.messageId, missing }).slice(0, -1);
  return `${head},"set":{${members}}}\n`;
}

/** The members that must be given a value; undefined where that does not help. */
function neededBy({ rendering, deadLetter }: Examined, hold: Hold): readonly string[] | undefined {
  if (hold.reason === 'needs-completion') return hold.members;
  if (hold.reason !== 'needs-repair') return undefined;
  const fillable = hold.because.filter((cause) => FILLABLE.has(cause));
  const members = membersAt(rendering, answerOf(deadLetter.error.text), new Set(fillable));
  const needed = hold.because.includes('detail-type-unknown') ? ['detail-type', ...members] : members;
  return needed.length === 0 ? undefined : needed;
}

/** Line ends can stand only between the values of a JSON text. */
function onOneLine(json: string): string {
  return json.replace(/[\r\n]/g, ' ');
}
