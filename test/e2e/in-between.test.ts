import { describe, expect, it, type TestContext } from 'vitest';
import { before, type Instead } from '../support/before-sandbox.ts';
import { awsRefusal, json, page, trickle } from '../support/processes/answering.ts';
import { bench, REDRIVE } from './bench.ts';
import { momentoEb, startedMomentoEb } from './cli.ts';

/** A bench whose requests go through something in between. */
async function through(instead: Instead, onTestFinished: TestContext['onTestFinished']) {
  const started = await bench(onTestFinished);
  const url = await before(new URL(started.queueUrl ?? '').origin, instead, onTestFinished);
  const environment = { ...started.environment, AWS_ENDPOINT_URL: url };
  return { ...started, environment, cli: (...words: readonly string[]) => momentoEb(words, environment) };
}

const HOUR = 3_600_000;

/** AWS, whose clock is an hour ahead of this machine's; what stands before it writes the Date of successes. */
const hourAhead: Instead = (_, request, response, body) => {
  const now = Date.now() + HOUR;
  const signed = String(request.headers['x-amz-date']);
  const at = Date.parse(signed.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
  if (Math.abs(at - now) <= 300_000) return false;
  response.setHeader('date', new Date(now).toUTCString());
  awsRefusal(403, 'InvalidSignatureException')(response, request, body);
  return true;
};

describe.concurrent('a clock that is an hour off', () => {
  it.for([
    ['dlq list', 0],
    ['stats', 0],
    [REDRIVE.join(' '), 3],
  ] as const)('does not matter to %s', async ([words, status], { onTestFinished }) => {
    const { cli } = await through(hourAhead, onTestFinished);
    const ended = await cli(...words.split(' '));
    expect(ended).toMatchObject({ status });
    expect(ended.stderr).not.toMatch(/clock|credential|Signature/i);
  });
});

describe.concurrent('what is not AWS', () => {
  it.for([
    ['a page', 403, page(403)],
    ['a time-out of a gateway', 408, page(408)],
    ['a gateway that is throttled', 429, json(429, { message: 'Too Many Requests' })],
    ['a client that went away', 499, page(499)],
  ] as const)(
    'makes no event go twice when it took it and answers with %s',
    async ([_what, status, reply], { onTestFinished }) => {
      const put: string[] = [];
      const { cli, witness } = await through((operation, request, response, body) => {
        if (operation !== 'PutEvents') return false;
        const { Entries } = JSON.parse(body) as { readonly Entries: readonly unknown[] };
        put.push(...Entries.map((entry) => JSON.stringify(entry)));
        reply(response, request, body);
        return true;
      }, onTestFinished);
      const { status: exit, stdout } = await cli(...REDRIVE, '--json');
      const told = JSON.parse(stdout) as { readonly entries: readonly { readonly outcome: string }[] };
      const outcomes = new Set(told.entries.map(({ outcome }) => outcome));
      expect({ exit, sent: outcomes.has('sent'), unknown: outcomes.has('unknown') }).toEqual({
        exit: 3,
        sent: false,
        unknown: true,
      });
      expect(put.length).toBeGreaterThan(0);
      expect(stdout).toContain(`status ${status}`);
      // Nothing was deleted on the word of a stranger.
      expect((await witness.messages()).length).toBe(12);
      await cli(...REDRIVE, '--json');
      expect(new Set(put).size).toBe(put.length);
    },
  );

  it('deletes nothing, and says so', async ({ onTestFinished }) => {
    const { cli, witness } = await through((operation, request, response, body) => {
      if (operation !== 'DeleteMessageBatch') return false;
      page(200)(response, request, body);
      return true;
    }, onTestFinished);
    const ended = cli(...REDRIVE, '--json', '--limit', '1');
    void ended;
    await expect.poll(async () => (await witness.events()).length).toBeGreaterThan(0);
    expect((await witness.messages()).length).toBe(12);
  });
});

describe.concurrent('an answer that trickles', () => {
  it('does not keep Ctrl+C from ending a list', async ({ onTestFinished }) => {
    let asked = () => {};
    const trickling = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const { environment } = await through((operation, request, response, body) => {
      if (operation !== 'GetQueueAttributes') return false;
      asked();
      trickle(100, {})(response, request, body);
      return true;
    }, onTestFinished);
    const { child, ended } = startedMomentoEb(['dlq', 'list'], environment);
    await trickling;
    child.kill('SIGINT');
    const stoppedAt = performance.now();
    expect(await ended).toMatchObject({ status: 130 });
    expect(performance.now() - stoppedAt).toBeLessThan(5_000);
  });
});

describe.concurrent('a queue with a key that may not be used', () => {
  it('is told by the permission that is missing', async ({ onTestFinished }) => {
    const { cli } = await through((operation, request, response, body) => {
      if (operation !== 'ReceiveMessage') return false;
      response.setHeader('x-amzn-query-error', 'KMS.AccessDeniedException;Sender');
      awsRefusal(400, 'com.amazonaws.sqs#KmsAccessDenied')(response, request, body);
      return true;
    }, onTestFinished);
    const { status, stderr } = await cli('dlq', 'list');
    expect(status).toBe(4);
    expect(stderr).toContain('KMS');
    expect(stderr).toContain('kms:Decrypt');
  });
});
