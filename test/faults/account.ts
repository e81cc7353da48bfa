import type { AttemptRecord } from '../../src/domain/history/attempt.ts';
import type { ToldRun } from '../e2e/redrive/witnesses.ts';
import { markOf } from '../support/fakes/filled-queue.ts';
import type { LetterRecord, PutRecord } from './world.ts';

/** What is left of a queue's dead letters, counted from the sandbox's own records and held against what was told. */
export interface Account {
  /** Gone from the queue and on no bus. */
  readonly lost: readonly string[];
  /** On the bus more than once. */
  readonly doubled: readonly string[];
  /** Those of them whose every further sending came after one that the ledger calls unknown. */
  readonly doubledUnknown: readonly string[];
  /** Where the ledger says something else than what is so. */
  readonly unnamed: readonly string[];
}

/** Holds all dead letters against the bus and against the attempts that ledgers hold. */
export function accountOf(
  letters: readonly LetterRecord[],
  puts: readonly PutRecord[],
  attempts: readonly AttemptRecord[],
): Account {
  const putsByMark = Map.groupBy(puts, ({ detail }) => markOf(detail));
  const attemptsById = Map.groupBy(attempts, ({ messageId }) => messageId);
  const lost: string[] = [];
  const doubled: string[] = [];
  const doubledUnknown: string[] = [];
  const unnamed: string[] = [];
  for (const { messageId, body, state } of letters) {
    const mark = markOf(body);
    const put = putsByMark.get(mark) ?? [];
    const all = attemptsById.get(messageId) ?? [];
    const sends = all.filter((one) => !isRemoval(one));
    const accepted = sends.filter((one) => one.state === 'accepted' || one.state === 'removed').length;
    const unknown = sends.filter((one) => one.state === 'unknown' || one.state === 'intended').length;
    if (isGone(state) && !put.some(({ isDelivered }) => isDelivered)) lost.push(mark);
    const doubted = all.filter((one) => isRemoval(one) && one.state === 'unknown').length;
    if (put.length > 1) {
      doubled.push(mark);
      if (put.length - 1 <= unknown + doubted) doubledUnknown.push(mark);
    }
    if (put.length > accepted + unknown)
      unnamed.push(`${mark}: ${put.length} on the bus, ${states(sends)} written down`);
    if (isGone(state) && accepted === 0) unnamed.push(`${mark}: gone, ${states(sends)} written down`);
    if (put.length < accepted) unnamed.push(`${mark}: ${put.length} on the bus, ${states(sends)} claimed`);
  }
  return { lost, doubled, doubledUnknown, unnamed };
}

function isRemoval({ verdict }: AttemptRecord): boolean {
  return verdict === 'remove-only';
}

/** Is a message no more in its queue? */
export function isGone(state: string): boolean {
  return state !== 'visible' && state !== 'in-flight' && state !== 'delayed';
}

/**
 * Where runs that have ended by themselves said in their documents something else than what is so. `before` are the
 * states of the messages, and how many events there were, when they began; nobody else was at work meanwhile.
 */
export function contradictions(
  told: readonly ToldRun[],
  before: { readonly letters: readonly LetterRecord[]; readonly puts: number },
  after: { readonly letters: readonly LetterRecord[]; readonly puts: readonly PutRecord[] },
): readonly string[] {
  const found: string[] = [];
  let withheld = 0;
  const entries = told.flatMap((run) => run.entries);
  const byId = Map.groupBy(entries, ({ messageId }) => messageId);
  const goneBefore = new Set(before.letters.filter(({ state }) => isGone(state)).map(({ messageId }) => messageId));
  const putNow = Map.groupBy(after.puts.slice(before.puts), ({ detail }) => markOf(detail));
  const everPut = new Set(after.puts.map(({ detail }) => markOf(detail)));

  for (const run of told) {
    if (new Set(run.entries.map(({ messageId }) => messageId)).size < run.entries.length) found.push('one id twice');
    if (run.selected !== run.entries.length) found.push(`${run.selected} selected, ${run.entries.length} told`);
  }
  for (const { messageId, body, state } of after.letters) {
    if (goneBefore.has(messageId)) continue;
    const mark = markOf(body);
    const said = byId.get(messageId) ?? [];
    const put = putNow.get(mark) ?? [];
    const outcomes = new Set(said.map(({ outcome }) => outcome));
    const is = (...names: readonly string[]) => names.some((name) => outcomes.has(name));
    const say = (what: string) => found.push(`${mark} ${what}, told ${[...outcomes].join(' ') || 'nothing'}`);
    if (is('removed', 'removed-only') !== isGone(state) && !(isGone(state) && is('sent-not-removed', 'not-removed')))
      say(state);
    if (is('removed', 'removed-only') && !everPut.has(mark)) say('never on the bus');
    if (is('held', 'failed', 'left') && state === 'in-flight') withheld += 1;
    const ids = new Set(put.map(({ eventId }) => eventId));
    for (const { newEventId, outcome } of said) {
      if (outcome !== 'removed' && outcome !== 'sent-not-removed') continue;
      if (newEventId === null || !ids.delete(newEventId)) say('not on the bus under its new id');
    }
    const unexplained = ids.size - said.filter(({ outcome }) => outcome === 'unknown').length;
    if (unexplained > 0) say(`${unexplained} times on the bus unexplained`);
  }
  const notHandedBack = told.reduce((sum, run) => sum + run.notHandedBack, 0);
  if (withheld > notHandedBack) found.push(`${withheld} not handed back, ${notHandedBack} told`);
  return [...found, ...overlooked(told, byId, after.letters)];
}

/** What a run that went on to its end has not told is in the queue, and counted as not seen. */
function overlooked(
  told: readonly ToldRun[],
  byId: ReadonlyMap<string, unknown>,
  letters: readonly LetterRecord[],
): readonly string[] {
  if (told.length === 0 || told.some(({ error, interrupted }) => error !== undefined || interrupted)) return [];
  const silent = letters.filter(({ messageId, state }) => !isGone(state) && !byId.has(messageId)).length;
  const counted = Math.max(...told.map(({ unseen, notHandedBack }) => unseen + notHandedBack));
  return silent > counted ? [`${silent} messages are left untold, ${counted} are counted as unseen`] : [];
}

function states(attempts: readonly AttemptRecord[]): string {
  return attempts.map(({ state, code }) => (code ? `${state} (${code})` : state)).join(' ') || 'nothing';
}
