import { ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it, type TestContext } from 'vitest';
import { bench, SEED } from '../bench.ts';
import { inShellOnTerminal, momentoEbOnTerminal } from '../cli.ts';

const FINE = { cacheName: 'orders', key: 'order:1', message: 'paid', ttl: 60 };
const SAME_BYTES = { ...FINE, key_base64: 'b3JkZXI6MQ' };
const OTHER_BYTES = { ...FINE, key_base64: 'b3JkZXI6Mg' };

/** A queue of its own with what `put` puts into it, and a redrive of it on a terminal. */
async function asked(onTestFinished: TestContext['onTestFinished']) {
  const { environment, events, rules, otherQueue, sqs, witness } = await bench(onTestFinished);
  const queue = await otherQueue();
  const rule = (await rules()).find(({ EventPattern }) => EventPattern?.includes('cacheSet'));
  const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: rule?.Name }));
  const text = (StringValue: string | undefined) => ({ DataType: 'String', StringValue });
  const put = async (status: number, title: string, detail: object) => {
    const answer = JSON.stringify({ status, title, description: 'said so' });
    const attributes = {
      RULE_ARN: text(rule?.Arn),
      TARGET_ARN: text(Targets[0]?.Arn),
      ERROR_CODE: text('SDK_CLIENT_ERROR'),
      ERROR_MESSAGE: text(`ApiDestination returned HTTP status ${status} with payload: ${answer}`),
    };
    const event = { id: crypto.randomUUID(), 'detail-type': 'cacheSet', source: 'shop', detail };
    const MessageBody = JSON.stringify(event);
    await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody, MessageAttributes: attributes }));
  };
  await put(500, 'Internal Server Error', FINE);
  await put(400, 'Multiple Keys Specified', OTHER_BYTES);
  const before = (await witness.events()).length;
  return {
    put,
    terminal: momentoEbOnTerminal(['dlq', 'redrive', '--fix', '--queue', queue], environment),
    sent: async () => (await witness.events()).length - before,
    states: async () =>
      (await witness.messages())
        .filter((message) => message.queue === 'other')
        .map(({ state }) => state)
        .sort(),
  };
}

const QUESTION = 'Send 1 event and delete what is accepted? [y/N] ';

describe.concurrent('a redrive on a terminal', () => {
  it('sends on a yes the messages that the plan showed as to be sent, and nothing else', async ({ onTestFinished }) => {
    const { terminal, put, sent, states } = await asked(onTestFinished);
    await terminal.shown(QUESTION);
    expect(await states()).toEqual(['visible', 'visible']);
    // Like one that is in the plan as to be sent; like one that is in it as held, but this one could be mended; like none.
    await put(500, 'Internal Server Error', FINE);
    await put(400, 'Multiple Keys Specified', SAME_BYTES);
    await put(503, 'Service Unavailable', FINE);
    terminal.type('y\r');
    const { status, screen } = await terminal.ended;
    const plan = screen.slice(0, screen.indexOf(QUESTION));
    const result = screen.slice(plan.length);
    expect(plan).toMatch(/ in account 000000000000, us-east-1:\s*$/);
    expect(plan).toMatch(/HOLD 1\s+1 {2}key-conflict.*SEND 1\s+1 {2}momento-unavailable/s);
    expect(result).toMatch(/HELD 4\s.*SENT 1 /s);
    expect(result.match(/arrived after the plan was shown/g)).toHaveLength(2);
    expect(status).toBe(3);
    expect(await sent()).toBe(1);
    expect(await states()).toEqual(['deleted', 'visible', 'visible', 'visible', 'visible']);
  });

  it.for<[string, string, number]>([
    ['a no', 'n\r', 2],
    ['nothing but Enter', '\r', 2],
    ['the end of the input', '\u0004', 2],
    ['Ctrl+C', '\u0003', 130],
  ])('sends nothing on %s', async ([, keys, exit], { onTestFinished }) => {
    const { terminal, sent, states } = await asked(onTestFinished);
    await terminal.shown(QUESTION);
    terminal.type(keys);
    const { status, screen } = await terminal.ended;
    expect({ status, sent: await sent() }).toEqual({ status: exit, sent: 0 });
    expect(screen).toContain('Nothing was sent.');
    expect(await states()).toEqual(['visible', 'visible']);
  });

  it('ends when the terminal goes away at the question', async ({ onTestFinished }) => {
    const { terminal, sent, states } = await asked(onTestFinished);
    await terminal.shown(QUESTION);
    terminal.hangUp();
    // The end of the input, which is no answer, and SIGHUP come in any order; SIGHUP can even come when all is over.
    expect([2, 129, 130]).toContain((await terminal.ended).status);
    expect(await sent()).toBe(0);
    expect(await states()).toEqual(['visible', 'visible']);
  });

  it('asks nobody where the plan goes into a pipe', async ({ onTestFinished }) => {
    const { environment, states } = await bench(onTestFinished);
    const { status, screen } = await inShellOnTerminal('momento-eb dlq redrive --fix | cat', environment).ended;
    expect(screen).toContain('cannot ask for confirmation without a terminal');
    expect(status).toBe(2);
    expect(await states()).toEqual({ visible: SEED });
  });
});
