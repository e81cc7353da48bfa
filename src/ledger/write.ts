import { createHash } from 'node:crypto';
import type { AttemptOutcome, EditRecord, NewAttempt } from '../domain/history/attempt.ts';
import type { RunEnd, RunHead } from '../domain/history/run.ts';
import { editWithoutChosen } from '../domain/redrive/without-chosen.ts';
import type { Edit } from '../domain/repair/repair.ts';
import { type ChosenPath, copiesMasked, withoutChosen } from '../domain/secrets/chosen.ts';
import { masked, maskedJson, maskedMember } from '../domain/secrets/mask.ts';
import { ALIVE_FOR_MS, type Machine } from './machine.ts';
import type { Database } from './sqlite.ts';

/** SHA-256 over texts, in hex; the length of each text goes in before it, so that no two lists make the same bytes. */
export function fingerprint(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${Buffer.byteLength(text)}:`).update(text);
  return hash.digest('hex');
}

/** Identifies an event by its sent members. */
export function contentOf({ source, detailType, detail }: NewAttempt): string {
  return fingerprint([source, detailType, detail]);
}

/** The statements that write; run each within a transaction. Times are milliseconds since the epoch. */
export function writing(database: Database) {
  const run = database.prepare(
    `INSERT INTO run (id, version, machine, pid, who, endpoint, queue_arn, flags, plan, mode, started_at, alive_until)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  );
  const alive = database.prepare('UPDATE run SET alive_until = ? WHERE seq = ?');
  const attempt = database.prepare(
    `INSERT INTO attempt (run, message_id, sent_at, event_id, bus_arn, detail_type, fingerprint, place, event_time, cause,
       verdict, edits, payload, returns, state, requests, new_event_id, began_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (run, message_id) DO UPDATE SET state = 'intended', requests = requests + 1
       WHERE state = 'refused'`,
  );
  const accepted = database.prepare(
    `UPDATE attempt SET state = 'accepted', new_event_id = ?, code = NULL, settled_at = ? WHERE run = ? AND message_id = ?`,
  );
  const settled = database.prepare(
    `UPDATE attempt SET state = ?, code = ?, settled_at = ? WHERE run = ? AND message_id = ? AND state = 'intended'`,
  );
  const doubted = database.prepare(
    `UPDATE attempt SET state = 'unknown', code = ?, settled_at = ? WHERE run = ? AND message_id = ? AND state = 'accepted'`,
  );
  const left = database.prepare(
    `UPDATE attempt SET state = 'left', settled_at = ? WHERE run = ? AND message_id = ? AND state = 'refused'`,
  );
  const removed = database.prepare(
    `UPDATE attempt SET state = 'removed', removed_at = ? WHERE run = ? AND message_id = ? AND state = 'accepted'`,
  );
  const ended = database.prepare('UPDATE run SET ended_at = ?, ending = ? WHERE seq = ?');

  return {
    /** The seq of the new run; undefined when the id is taken. */
    run(id: string, head: RunHead, version: string, machine: Machine): number | undefined {
      const { who, endpoint, queueArn, plan, mode, startedAt } = head;
      const flags = masked(head.flags);
      const planText = plan === undefined ? null : JSON.stringify(plan);
      const { changes, lastInsertRowid } = run.run(
        ...[id, version, machine.name, machine.pid, who ?? null, endpoint, queueArn, flags, planText, mode],
        ...[startedAt, startedAt + ALIVE_FOR_MS],
      );
      return changes === 0 ? undefined : Number(lastInsertRowid);
    },
    alive: (seq: number, now: number) => void alive.run(now + ALIVE_FOR_MS, seq),
    /** Keeps what is sent, without the chosen members, unless these are undefined. */
    intend(seq: number, one: NewAttempt, chosen: readonly ChosenPath[] | undefined, now: number): void {
      const kept = chosen === undefined ? undefined : withoutChosen(one.detail, chosen, 'detail');
      const copies = copiesMasked(kept?.values ?? []);
      const edits = one.edits.map((edit) =>
        editRecord(chosen === undefined ? edit : editWithoutChosen(edit, chosen, copies), kept !== undefined),
      );
      const isRemoval = one.verdict === 'remove-only';
      attempt.run(
        ...[seq, one.messageId, one.sentAt ?? null, one.eventId ?? null, one.busArn],
        masked(one.detailType),
        contentOf(one),
        one.place === undefined ? null : fingerprint([one.place]),
        ...[one.eventTime ?? null, one.cause, one.verdict, JSON.stringify(edits)],
        kept === undefined ? null : JSON.stringify({ source: masked(one.source), detail: maskedJson(kept.text) }),
        ...[one.returns, isRemoval ? 'accepted' : 'intended', isRemoval ? 0 : 1, one.newEventId ?? null, now],
      );
    },
    settle(seq: number, outcome: AttemptOutcome, now: number): void {
      const { messageId } = outcome;
      if (outcome.state === 'accepted') accepted.run(outcome.newEventId, now, seq, messageId);
      else if (outcome.state === 'left') left.run(now, seq, messageId);
      else if (outcome.state === 'doubted') doubted.run(masked(outcome.code), now, seq, messageId);
      else settled.run(outcome.state, masked(outcome.code), now, seq, messageId);
    },
    removed: (seq: number, messageId: string, now: number) => void removed.run(now, seq, messageId),
    ended: (seq: number, end: RunEnd, now: number) => void ended.run(now, JSON.stringify(end), seq),
  };
}

/** Credentials are never recorded, not even where payloads are. */
function editRecord({ path, kind, before, after }: Edit, payloads: boolean): EditRecord {
  if (!payloads) return { path, kind };
  const value = (json: string | null) => maskedMember(path, json === null ? null : maskedJson(json));
  return { path, kind, before: value(before), after: value(after) };
}
