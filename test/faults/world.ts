import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttemptRecord } from '../../src/domain/history/attempt.ts';
import { openArchive } from '../../src/ledger/archive.ts';
import { thisMachine } from '../../src/ledger/machine.ts';
import { messageRecords } from '../../src/sandbox/sqs/messages/message-records.ts';
import { startWholeSandbox, type WholeSandbox } from '../../src/sandbox/whole-sandbox.ts';
import { startedMomentoEb, startedWithFileLimit } from '../e2e/cli.ts';
import { fillQueue, type LetterKind } from '../support/fakes/filled-queue.ts';
import type { Running } from '../support/processes/processes.ts';

const REDRIVE = 'dlq redrive --fix --ttl 60 --rate unlimited --yes --json --sandbox --concurrency 4'.split(' ');

/** Sandbox milliseconds that pass in one real one: long polls end sooner, and leases are still long enough. */
const HASTE = 5;
const HASTE_EVERY_MS = 20;
/** All leases of a dead process are over after this. */
const LEASE_MS = 301_000;

/** A dead letter as the sandbox has it on record. */
export interface LetterRecord {
  readonly messageId: string;
  readonly body: string;
  readonly state: string;
}

/** An event as the sandbox has it on record. */
export interface PutRecord {
  readonly eventId: string;
  readonly detail: string;
  /** Did a rule that was enabled match it? Otherwise the bus dropped it. */
  readonly isDelivered: boolean;
}

/** A sandbox with a full queue, and processes that are let loose on it. */
export class World {
  readonly sandbox: WholeSandbox;
  readonly #folder = mkdtempSync(join(tmpdir(), 'momento-eb-faults-'));
  readonly #haste: NodeJS.Timeout;

  private constructor(sandbox: WholeSandbox) {
    this.sandbox = sandbox;
    this.#haste = setInterval(() => sandbox.clock.advance(HASTE_EVERY_MS * (HASTE - 1)), HASTE_EVERY_MS);
  }

  /** Deliveries are counted, not made: what is redriven does not come back. */
  static async with(kinds: readonly LetterKind[]): Promise<World> {
    const sandbox = await startWholeSandbox();
    sandbox.integration.eventBridge.dispatcher.setMode('count-only');
    const queue = sandbox.stack.resources.find(({ logicalId }) => logicalId === 'FailedDeliveryDLQ');
    await fillQueue(sandbox.url, queue?.physicalId ?? '', kinds);
    return new World(sandbox);
  }

  /** A redrive of everything that can be sent, with the ledger of that name. */
  redrive(options: {
    readonly ledger?: string;
    readonly words?: readonly string[];
    readonly kilobytes?: number;
  }): Running {
    const words = [...REDRIVE, '--ledger', this.#path(options.ledger), ...(options.words ?? [])];
    const environment = { MOMENTO_EB_SANDBOX_URL: this.sandbox.url };
    if (options.kilobytes === undefined) return startedMomentoEb(words, environment);
    return startedWithFileLimit(options.kilobytes, words, environment);
  }

  /** Lets every lease run out. */
  letVisibilityEnd(): void {
    this.sandbox.clock.advance(LEASE_MS);
  }

  letters(): readonly LetterRecord[] {
    return messageRecords(this.sandbox.queues, true).map(({ messageId, body = '', state }) => ({
      messageId,
      body,
      state,
    }));
  }

  /** What the bus has accepted, oldest first. */
  puts(): readonly PutRecord[] {
    const events = this.sandbox.integration.journal.events();
    return events.map(({ eventId, detail, dropped }) => ({ eventId, detail, isDelivered: dropped === undefined }));
  }

  /** What the ledger of that name holds, all runs together. */
  async attempts(ledger?: string): Promise<readonly AttemptRecord[]> {
    const archive = await openArchive(this.#path(ledger), { machine: thisMachine(), now: Date.now });
    const all: AttemptRecord[] = [];
    for await (const attempt of archive?.attempts(undefined) ?? []) all.push(attempt);
    return all;
  }

  async end(): Promise<void> {
    clearInterval(this.#haste);
    this.sandbox.halts.drop();
    await this.sandbox.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #path(ledger = 'ledger'): string {
    return join(this.#folder, `${ledger}.db`);
  }
}
