import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { bench, REDRIVE } from './bench.ts';
import { momentoEb } from './cli.ts';

const KEYS = { Version: 1, AccessKeyId: 'AKIDEXAMPLE', SecretAccessKey: 'secret' };

// Such a program may ask for a touch of a key, and single sign-on asks over the network.
it.each([
  ['dlq list looks for credentials once', ['dlq', 'list'], 1],
  ['dlq redrive does too, although it tells the ledger who did it', REDRIVE, 1],
])('%s', async (_, words, times) => {
  const folder = mkdtempSync(join(tmpdir(), 'momento-eb-credentials-'));
  const config = join(folder, 'config');
  const keys = join(folder, 'keys');
  const asked = join(folder, 'asked');
  writeFileSync(keys, JSON.stringify(KEYS));
  writeFileSync(
    config,
    `[profile ops]\nregion = us-east-1\ncredential_process = sh -c "echo >> ${asked}; cat ${keys}"\n`,
  );
  const { environment } = await bench(onTestFinished);
  const set = { ...environment, AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
  await momentoEb([...words, '--profile', 'ops'], { ...set, AWS_CONFIG_FILE: config });
  expect(readFileSync(asked, 'utf8')).toBe('\n'.repeat(times));
  rmSync(folder, { recursive: true, force: true });
});
