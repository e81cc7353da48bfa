import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSeededSandbox } from '../../src/sandbox/integration/seeded.ts';
import { CREDENTIALS } from '../support/builders/credentials.ts';
import { HOSTILE_TEXTS } from '../support/builders/hostile-letters.ts';
import { complaints } from '../support/terminal/safe-output.ts';
import { momentoEb } from './cli.ts';

const EVERYTHING = `${HOSTILE_TEXTS.map(([, text]) => text).join(' ')} ${CREDENTIALS.v1}`;
/** XML cannot hold a NUL, and a lone surrogate has no bytes. */
const IN_XML = EVERYTHING.replaceAll(/[\0&<>]|\p{Surrogate}/gu, '');

/** What a command needs to find its way: without these, nothing of the other fields would be reached. */
const LEADS =
  /Arn|ARN|Url|MD5|(?<!Event)Id$|Ids$|Handle|Token|Pattern|^Body$|State$|Status$|Timestamp|^Approximate|^Input|Endpoint|^Http|^Name$|^Type$|Method|StackResourceSummaries|^Stack|Creation|LastUpdated/i;
/** With these changed the SDK takes no message at all, which is another story. */
const NEVER = /MD5|^Body$/;

type Change = 'what leads nowhere' | 'everything';

function changed(value: unknown, name: string, change: Change): unknown {
  if (typeof value === 'string') {
    const stays = change === 'everything' ? NEVER.test(name) : LEADS.test(name);
    return stays ? value : `${value}${EVERYTHING}`;
  }
  if (change !== 'everything' && LEADS.test(name)) return value;
  if (Array.isArray(value)) return value.map((one) => changed(one, name, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, changed(one, key, change)]));
}

function changedXml(xml: string, change: Change): string {
  return xml.replaceAll(/<(\w+)>([^<]+)</g, (all, name, text) => {
    const stays = change === 'everything' ? false : LEADS.test(name) || /Resource/.test(name);
    return stays ? all : `<${name}>${text}${IN_XML}<`;
  });
}

let sandbox: Awaited<ReturnType<typeof startSeededSandbox>>;
let id: string;
const servers: Server[] = [];
const changedFields = new Set<string>();

/** Stands between momento-eb and the sandbox and changes every answer. */
async function inBetween(change: Change): Promise<string> {
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(
        ([name]) => !/^(host|connection|content-length|accept-encoding)$/.test(name),
      ),
    ) as Record<string, string>;
    const { method = 'GET', url = '/' } = request;
    const sent = method === 'GET' ? {} : { body };
    const answer = await fetch(`${sandbox.url}${url}`, { method, headers, ...sent });
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    const isJson = /json/.test(type) && text.startsWith('{');
    const said = isJson
      ? JSON.stringify(changed(JSON.parse(text), '', change))
      : /xml/.test(type)
        ? changedXml(text, change)
        : text;
    if (said !== text)
      changedFields.add(String(request.headers['x-amz-target'] ?? new URLSearchParams(body.toString()).get('Action')));
    response.writeHead(answer.status, { 'content-type': type }).end(said);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  sandbox = await startSeededSandbox({ seed: 12 });
  const { stdout } = await momentoEb(['dlq', 'list', '--json', '--sandbox'], { MOMENTO_EB_SANDBOX_URL: sandbox.url });
  id = JSON.parse(stdout).deadLetters[0].messageId;
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await sandbox.stop();
});

const COMMANDS = [
  'dlq list',
  'dlq list --output csv',
  'dlq show ID',
  'stats',
  'dlq redrive --fix --dry-run',
  'dlq redrive --fix --yes --ttl 60 --prefer key --force rule --force connection',
];

describe.each<Change>(['what leads nowhere', 'everything'])('answers of AWS with hostile texts in %s', (change) => {
  it.for(
    COMMANDS.flatMap((words) =>
      words.includes('csv')
        ? [[words, '']]
        : [
            [words, ''],
            [words, '--json'],
          ],
    ),
  )('are not shown raw by %s %s', async ([words = '', json = '']) => {
    const said = `${words} --sandbox --no-ledger ${json}`.replace('ID', id).trim();
    const line = words.includes('redrive') ? said : said.replace(' --no-ledger', '');
    const { status, stdout, stderr } = await momentoEb(line.split(' '), {
      MOMENTO_EB_SANDBOX_URL: await inBetween(change),
      AWS_MAX_ATTEMPTS: '1',
      FORCE_COLOR: '1',
      COLUMNS: '80',
      DEBUG: '1',
    });
    expect(stdout + stderr).not.toContain('itself failed');
    expect(status).not.toBe(1);
    expect(stdout + stderr).not.toBe('');
    const width = json !== '' || words.includes('csv') ? undefined : 80;
    expect([...complaints(stdout, width), ...complaints(stderr)]).toEqual([]);
  });
});

it('the answers that were changed are those of every service', () => {
  const said = [...changedFields].join(' ');
  for (const operation of [
    'ReceiveMessage',
    'GetQueueAttributes',
    'DescribeRule',
    'ListRules',
    'PutEvents',
    'GetMetricData',
    'ListStackResources',
  ])
    expect(said).toContain(operation);
});
