import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readStored } from '../domain/integration/stored.ts';
import { ledgerPath, openArchive } from './ledgers.ts';

/** Names that need no quotes in any shell; others are not offered. */
const PLAIN = /^[\w.-]{1,80}$/;
/** The number of newest runs to offer. */
const MOST = 100;

/**
 * The ids of the last runs in the ledger, the newest first, or the names of the queues found by earlier searches. Anything that
 * cannot be read offers nothing: completion never fails.
 */
export async function rememberedValues(
  kind: 'runs' | 'queues',
  self: { readonly dataDir: string; readonly cacheDir: string },
  environment: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const values = kind === 'runs' ? await runs(self.dataDir, environment) : await queues(self.cacheDir);
  return [...new Set(values)].filter((value) => PLAIN.test(value)).slice(0, MOST);
}

async function runs(dataDir: string, { MOMENTO_EB_LEDGER }: NodeJS.ProcessEnv): Promise<readonly string[]> {
  try {
    const archive = await openArchive(ledgerPath(MOMENTO_EB_LEDGER || undefined, dataDir));
    return ((await archive?.runs()) ?? []).map(({ id }) => id);
  } catch {
    return [];
  }
}

async function queues(cacheDir: string): Promise<readonly string[]> {
  const names = await readdir(cacheDir).catch(() => []);
  const texts = names
    .filter((name) => /^integration-[0-9a-f]+\.json$/.test(name))
    .map((name) => readFile(join(cacheDir, name), 'utf8').catch(() => ''));
  const arns = (await Promise.all(texts)).flatMap((text) => readStored(text)?.integrations ?? []);
  return arns.flatMap(({ queueArns }) => queueArns).map((arn) => arn.split(':').at(-1) ?? '');
}
