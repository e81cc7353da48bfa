import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import type { TestContext } from 'vitest';
import { startSeededSandbox } from '../../src/sandbox/integration/seeded.ts';
import { clientOptions, sqsAt } from '../contract/engine.ts';
import { momentoEb } from './cli.ts';
import { type ToldRun, witnesses } from './redrive/witnesses.ts';

/** How many dead letters lie in the queue of a bench. */
export const SEED = 12;

/** The words of a redrive of everything that can be mended. */
export const REDRIVE: readonly string[] = 'dlq redrive --fix --ttl 60 --prefer key --yes'.split(' ');

/**
 * A seeded sandbox and a ledger of its own for one test, and the command line that is pointed at them: the same seed makes
 * the same event ids, so tests that run together would meet in one ledger.
 */
export async function bench(onTestFinished: TestContext['onTestFinished'], seed = SEED) {
  const sandbox = await startSeededSandbox({ seed });
  const witness = witnesses(sandbox);
  const folder = mkdtempSync(join(tmpdir(), 'momento-eb-bench-'));
  const environment = { ...sandbox.environment, MOMENTO_EB_LEDGER: join(folder, 'ledger.db') };
  const sqs = sqsAt(sandbox.url);
  const events = new EventBridgeClient({ ...clientOptions(sandbox.url), maxAttempts: 1 });
  onTestFinished(async () => {
    sqs.destroy();
    events.destroy();
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const cli = (...words: readonly string[]) => momentoEb(words, environment);
  return {
    environment,
    witness,
    sqs,
    events,
    cli,
    queueUrl: sandbox.stack.resources.find((one) => one.logicalId === 'FailedDeliveryDLQ')?.physicalId,
    rules: async () => (await events.send(new ListRulesCommand({}))).Rules ?? [],
    otherQueue: async () => String((await sqs.send(new CreateQueueCommand({ QueueName: 'other' }))).QueueUrl),
    /** How many messages there are in each state. */
    states: async () => {
      const counts = Map.groupBy(await witness.messages(), ({ state }) => state);
      return Object.fromEntries([...counts].map(([state, messages]) => [state, messages.length]));
    },
    redriven: async (...words: readonly string[]) => {
      const before = (await witness.events()).length;
      const { status, stdout, stderr } = await cli(...REDRIVE, '--json', ...words);
      const told = JSON.parse(stdout) as ToldRun;
      const reasons = [...new Set(told.entries.map(({ reason }) => reason))];
      return { told, ended: { status, stderr, put: (await witness.events()).length - before, reasons } };
    },
  };
}
