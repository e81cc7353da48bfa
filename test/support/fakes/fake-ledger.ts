import type { LedgerPort } from '../../../src/app/ports.ts';
import type { AttemptState, NewAttempt } from '../../../src/domain/history/attempt.ts';
import type { PriorAttempt, PriorAttempts, PriorQuery } from '../../../src/domain/history/prior-attempts.ts';
import type { RunEnd, RunHead } from '../../../src/domain/history/run.ts';

const FROM: Readonly<Partial<Record<string, AttemptState>>> = { left: 'refused', doubted: 'accepted' };

interface Stored {
  readonly run: string;
  readonly queueArn: string;
  readonly attempt: NewAttempt;
  state: AttemptState;
  newEventId: string | undefined;
  code: string | undefined;
  requests: number;
  at: number;
}

/** What several runs share: the fake of the file. */
export class FakeLedgerFile {
  readonly runs = new Map<string, { readonly head: RunHead; end?: RunEnd; died?: true }>();
  readonly stored: Stored[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What a process that opens the file gets. */
  open(): FakeLedger {
    return new FakeLedger(this, this.#now);
  }

  /** The process of a run is gone. */
  died(run: string): void {
    const known = this.runs.get(run);
    if (known !== undefined) known.died = true;
  }

  underWay(run: string): boolean {
    const known = this.runs.get(run);
    return known !== undefined && known.end === undefined && known.died === undefined;
  }

  /** `message state` of a run's attempts, sorted. */
  states(run?: string): readonly string[] {
    const ofRun = this.stored.filter((one) => run === undefined || one.run === run);
    return ofRun.map(({ attempt, state }) => `${attempt.messageId} ${state}`).sort();
  }
}

/** A ledger in memory that keeps to the port's promises. */
export class FakeLedger implements LedgerPort {
  readonly #file: FakeLedgerFile;
  readonly #now: () => number;
  #run: string | undefined;

  constructor(file: FakeLedgerFile, now: () => number) {
    this.#file = file;
    this.#now = now;
  }

  /** The process is gone: whatever it writes from now on comes too late to count as under way. */
  die(): void {
    this.#file.died(this.#run ?? '');
  }

  async priorAttempts(queueArn: string, messages: readonly PriorQuery[]): Promise<readonly PriorAttempts[]> {
    return messages.map((message) => this.#facts(queueArn, message));
  }

  async begin(head: RunHead): Promise<string> {
    this.#run = `run-${this.#file.runs.size + 1}`;
    this.#file.runs.set(this.#run, { head });
    return this.#run;
  }

  async intend(attempts: readonly NewAttempt[]): Promise<ReadonlySet<string>> {
    const free = attempts.filter(
      (attempt) => attempt.verdict === 'remove-only' || !(this.#isTaken(attempt) || this.#isSentMeanwhile(attempt)),
    );
    for (const attempt of free) this.#intend(attempt);
    return new Set(free.map(({ messageId }) => messageId));
  }

  settle: LedgerPort['settle'] = async (outcomes) => {
    for (const outcome of outcomes) {
      const one = this.#own(outcome.messageId);
      if (one === undefined) continue;
      const from: AttemptState = FROM[outcome.state] ?? 'intended';
      if (outcome.state !== 'accepted' && one.state !== from) continue;
      one.state = outcome.state === 'doubted' ? 'unknown' : outcome.state;
      one.at = this.#now();
      if (outcome.state === 'accepted') one.newEventId = outcome.newEventId;
      else if (outcome.state !== 'left') one.code = outcome.code;
    }
  };

  async removed(messageIds: readonly string[]): Promise<void> {
    for (const messageId of messageIds) {
      const one = this.#own(messageId);
      if (one?.state === 'accepted') one.state = 'removed';
    }
  }

  async end(end: RunEnd): Promise<void> {
    const run = this.#file.runs.get(this.#run ?? '');
    if (run === undefined) throw new Error('no run was begun');
    run.end = end;
  }

  #facts(queueArn: string, { messageId, sentAt, eventId, place, eventTime }: PriorQuery): PriorAttempts {
    const others = this.#file.stored.filter((one) => one.run !== this.#run);
    const isSame = ({ attempt }: Stored) => attempt.messageId === messageId && attempt.sentAt === sentAt;
    const origin = this.#file.stored.find(
      (one) => eventId !== undefined && one.newEventId === eventId && one.attempt.verdict !== 'remove-only',
    );
    const newer = (one: Stored) =>
      place !== undefined &&
      one.attempt.place === place &&
      !isSame(one) &&
      one.attempt.eventId !== eventId &&
      ['intended', 'accepted', 'unknown', 'removed'].includes(one.state) &&
      (eventTime === undefined || one.attempt.eventTime === undefined || one.attempt.eventTime >= eventTime);
    return {
      attempts: others
        .filter((one) => isSame(one) && one.queueArn === queueArn)
        .map((one) => this.#earlier(one))
        .reverse(),
      siblings: others
        .filter((one) => eventId !== undefined && one.attempt.eventId === eventId && !isSame(one))
        .map((one) => this.#earlier(one)),
      origin: origin && { at: origin.at, returns: origin.attempt.returns },
      newerMayBeSent: this.#file.stored.some(newer),
    };
  }

  #earlier({ run, attempt, state, newEventId, at }: Stored): PriorAttempt {
    return {
      run,
      state,
      isRemoval: attempt.verdict === 'remove-only',
      underWay: this.#file.underWay(run),
      newEventId,
      at,
    };
  }

  #isTaken({ messageId, sentAt }: NewAttempt): boolean {
    const queueArn = this.#file.runs.get(this.#run ?? '')?.head.queueArn;
    const same = this.#file.stored.filter(
      (one) => one.queueArn === queueArn && one.attempt.messageId === messageId && one.attempt.sentAt === sentAt,
    );
    const doubt = same.findLastIndex(({ attempt, state }) => attempt.verdict === 'remove-only' && state === 'unknown');
    return same.some(
      (one, at) =>
        one.run !== this.#run &&
        ((one.state === 'accepted' && at > doubt) ||
          one.state === 'removed' ||
          (one.state === 'intended' && this.#file.underWay(one.run))),
    );
  }

  #isSentMeanwhile({ messageId, sentAt, eventId, source, detailType, detail }: NewAttempt): boolean {
    const startedAt = this.#file.runs.get(this.#run ?? '')?.head.startedAt ?? 0;
    return this.#file.stored.some(({ run, attempt, state, newEventId, at }) => {
      if (run === this.#run || attempt.verdict === 'remove-only') return false;
      const isSame = attempt.messageId === messageId && attempt.sentAt === sentAt;
      const mayBeSent = ['intended', 'accepted', 'unknown', 'removed'].includes(state);
      if (eventId !== undefined && at >= startedAt) {
        if (attempt.eventId === eventId && !isSame && mayBeSent) return true;
        if (newEventId === eventId) return true;
      }
      const isAlike = attempt.source === source && attempt.detailType === detailType && attempt.detail === detail;
      const isNameless = eventId === undefined && attempt.eventId === undefined;
      if (isNameless && isAlike && !isSame && at >= startedAt && mayBeSent && state !== 'intended') return true;
      const isNoOlder = at <= (sentAt ?? Number.POSITIVE_INFINITY) + 60_000;
      return state === 'intended' && isAlike && isNoOlder && this.#file.underWay(run);
    });
  }

  #intend(attempt: NewAttempt): void {
    const known = this.#own(attempt.messageId);
    if (known !== undefined) {
      if (known.state !== 'refused') return;
      known.state = 'intended';
      known.requests += 1;
      return;
    }
    const run = this.#run ?? '';
    const isRemoval = attempt.verdict === 'remove-only';
    this.#file.stored.push({
      run,
      queueArn: this.#file.runs.get(run)?.head.queueArn ?? '',
      attempt,
      state: isRemoval ? 'accepted' : 'intended',
      newEventId: attempt.newEventId,
      code: undefined,
      requests: isRemoval ? 0 : 1,
      at: this.#now(),
    });
  }

  #own(messageId: string): Stored | undefined {
    return this.#file.stored.find((one) => one.run === this.#run && one.attempt.messageId === messageId);
  }
}
