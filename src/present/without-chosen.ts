import type { RedriveEntry } from '../app/redrive/redrive-events.ts';
import type { Examined } from '../domain/diagnosis/examined.ts';
import type { AttemptRecord } from '../domain/history/attempt.ts';
import type { Inspection } from '../domain/redrive/decide.ts';
import { deadLetterWithoutChosen, decisionWithoutChosen, editWithoutChosen } from '../domain/redrive/without-chosen.ts';
import { type ChosenPath, copiesMasked, withoutChosen } from '../domain/secrets/chosen.ts';
import type { Presenter } from './formats/presenter.ts';

/**
 * The same presenter for rows from which `without` takes what the operator wants masked. Every format reads the row it is
 * given and nothing else of a message, so this is the one place at which `--mask` reaches all of them.
 */
export function presenting<Row, End>(
  presenter: Presenter<Row, End>,
  chosen: readonly ChosenPath[],
  without: (row: Row, chosen: readonly ChosenPath[]) => Row,
): Presenter<Row, End> {
  if (chosen.length === 0) return presenter;
  return {
    get isFull() {
      return presenter.isFull;
    },
    head: (queue) => presenter.head(queue),
    row: (row) => presenter.row(without(row, chosen)),
    tail: (end, readerLeft) => presenter.tail(end, readerLeft),
    failed: (failure) => presenter.failed(failure),
  };
}

/** A row of `dlq list` without the chosen members. */
export function examinedWithout(examined: Examined, chosen: readonly ChosenPath[]): Examined {
  return chosen.length === 0 ? examined : deadLetterWithoutChosen(examined, chosen).examined;
}

/** The output of `dlq show`, without the chosen members. */
export function lookWithout(theme: Inspection, chosen: readonly ChosenPath[]): Inspection {
  if (chosen.length === 0) return theme;
  const { examined, copies } = deadLetterWithoutChosen(theme, chosen);
  return { ...examined, decision: decisionWithoutChosen(theme.decision, chosen, copies) };
}

/** A row of a plan or a result without the chosen members. */
export function entryWithout(entry: RedriveEntry, chosen: readonly ChosenPath[]): RedriveEntry {
  if (chosen.length === 0) return entry;
  const { examined, copies } = deadLetterWithoutChosen(entry.examined, chosen);
  return {
    ...entry,
    examined,
    decision: decisionWithoutChosen(entry.decision, chosen, copies),
    errorMessage: entry.errorMessage === undefined ? undefined : copies(entry.errorMessage),
  };
}

/** An attempt of a ledger that kept payloads, without the chosen members. */
export function attemptWithout(attempt: AttemptRecord, chosen: readonly ChosenPath[]): AttemptRecord {
  const { payload, edits } = attempt;
  if (chosen.length === 0) return attempt;
  const { text, values } = withoutChosen(payload?.detail ?? '', chosen, 'detail');
  const copies = copiesMasked(values);
  return {
    ...attempt,
    payload: payload && { ...payload, detail: text },
    edits: edits.map((edit) => editWithoutChosen(edit, chosen, copies)),
  };
}
