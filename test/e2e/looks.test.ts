import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  DeauthorizeConnectionCommand,
  ListConnectionsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { expect, it } from 'vitest';
import { bench, REDRIVE, SEED } from './bench.ts';
import { startedMomentoEb } from './cli.ts';

const PATTERN = JSON.stringify({ 'detail-type': ['cacheSet', 'cacheDelete', 'topicPublish'] });

it('a connection that is not authorised stops everything before anything is sent', async ({ onTestFinished }) => {
  const { cli, events, witness, states } = await bench(onTestFinished);
  const { Connections = [] } = await events.send(new ListConnectionsCommand({}));
  await events.send(new DeauthorizeConnectionCommand({ Name: String(Connections[0]?.Name) }));
  const before = (await witness.events()).length;
  const { status, stdout } = await cli(...REDRIVE, '--cause', 'rate-limited,momento-unavailable,key-conflict');
  expect(stdout).toContain('UpdateConnection');
  expect(status).toBe(6);
  expect((await witness.events()).length).toBe(before);
  expect(await states()).toEqual({ visible: SEED });
  const forced = await cli(...REDRIVE, '--force', 'connection', '--json');
  expect(JSON.parse(forced.stdout).removed).toBeGreaterThan(0);
});

it('a plan names the other rules that fire again, with their targets', async ({ onTestFinished }) => {
  const { cli, events, otherQueue } = await bench(onTestFinished);
  await events.send(new PutRuleCommand({ Name: 'audit-trail', EventPattern: PATTERN }));
  await otherQueue();
  const Targets = [{ Id: 'q', Arn: 'arn:aws:sqs:us-east-1:000000000000:other' }];
  await events.send(new PutTargetsCommand({ Rule: 'audit-trail', Targets }));
  const text = await cli('dlq', 'redrive', '--fix', '--dry-run');
  expect(text.stdout).toMatch(/ALSO FIRES {2}other rules on the bus match too\n +\d+ {2}audit-trail → sqs other\n/);
  const json = JSON.parse((await cli('dlq', 'redrive', '--fix', '--dry-run', '--json')).stdout);
  expect(json.alsoFires).toEqual([
    {
      rule: expect.stringMatching(/:rule\/audit-trail$/),
      targets: [Targets[0]?.Arn],
      events: json.left,
      certain: true,
    },
  ]);
});

/** Interrupts a command once its endpoint hangs, which answers so many requests before, as a queue would. */
async function interruptedAtHanging(command: readonly string[], answers: number) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    request.resume();
    if (asked > answers) return;
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify({ Attributes: { QueueArn: 'arn:aws:sqs:us-east-1:000000000000:dlq' } }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const words = [...command, '--queue', `${url}/000000000000/dlq`, '--endpoint-url', url, '--region', 'us-east-1'];
    const credentials = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
    const { child, ended } = startedMomentoEb(words, credentials);
    while (asked <= answers && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    const begun = performance.now();
    child.kill('SIGINT');
    return { ...(await ended), milliseconds: performance.now() - begun };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it('an interruption ends a run soon although nothing answers any more', async () => {
  const { status, stdout, stderr, milliseconds } = await interruptedAtHanging(['dlq', 'list'], 1);
  expect(status).toBe(130);
  expect(milliseconds).toBeLessThan(8_000);
  expect(stderr).toContain('Stopping');
  expect(`${stdout}${stderr}`).toContain('A receive was cut off');
});

// The first answer is to the search; what follows are queue and metrics.
it.each([
  ['the search', 0, /^momento-eb: Interrupted\. It was stopped while trying to list the API destinations\.\n/],
  ['the first look', 1, /^$/],
])('an interruption ends stats soon although %s hangs', async (_, answers, said) => {
  const ended = await interruptedAtHanging(['stats', '--watch', '1', '--refresh'], answers);
  expect(ended).toMatchObject({ status: 130, stdout: '', stderr: expect.stringMatching(said) });
  expect(ended.milliseconds).toBeLessThan(3_000);
});
