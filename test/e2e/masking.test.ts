import { ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { FORM_RULES } from '../../src/domain/secrets/rules.ts';
import { answered, envelopeText, message } from '../support/builders/messages.ts';
import { bench } from './bench.ts';
import { momentoEb } from './cli.ts';

const PASSWORD = 'hunter2-hunter2-hunter2';
const ADDRESS = 'Lovelace, 11 Elm Street';

/** Everything that a message can say of somebody's secrets, in every place in which it can. */
function hostile(ruleArn: string | undefined, targetArn: string | undefined) {
  const forms = FORM_RULES.filter(({ id }) => id !== 'url').map(({ example }) => example.join(''));
  const detail = {
    cacheName: 'sessions',
    key: 'user:1',
    ttl: 60,
    message: 'hello',
    note: JSON.stringify({ forms, dbPassword: PASSWORD, dsn: `postgres://shop:${PASSWORD}@db.example.com/shop` }),
    headers: { 'Set-Cookie': `a=${PASSWORD}`, 'X-Vault-Token': PASSWORD },
    customer: { address: ADDRESS },
  };
  const error = answered(500, JSON.stringify({ title: 'Oops', description: `client_secret=${PASSWORD} ${ADDRESS}` }));
  const { attributes } = message({ error, ruleArn, targetArn });
  return {
    MessageBody: envelopeText('cacheSet', JSON.stringify(detail)),
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, { text }]) => [name, { DataType: 'String', StringValue: text }]),
    ),
  };
}

/** What no output may hold: passwords, what was chosen, and the middle of every token. */
function needles(): readonly string[] {
  const middles = FORM_RULES.filter(({ id }) => id !== 'url').map(({ example: [, rest] }) => rest.slice(12, 28));
  return [PASSWORD.slice(0, 12), 'Lovelace', 'Elm Street', ...middles.filter((middle) => middle.length > 3)];
}

it('no command shows a credential of any vendor, or what --mask names', async ({ onTestFinished }) => {
  const { cli, sqs, events, rules, queueUrl } = await bench(onTestFinished, 1);
  const rule = (await rules()).find(({ EventPattern }) => EventPattern?.includes('cacheSet'));
  const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: rule?.Name }));
  const { MessageId = '' } = await sqs.send(
    new SendMessageCommand({ QueueUrl: queueUrl, ...hostile(rule?.Arn, Targets[0]?.Arn) }),
  );
  const mask = ['--mask', 'detail.customer.address'];
  const id = ['--id', MessageId];
  const commands = [
    ['dlq', 'list', ...mask],
    ['dlq', 'list', '--json', ...mask],
    ['dlq', 'list', '--output', 'ndjson', ...mask],
    ['dlq', 'list', '--output', 'ndjson', '--raw', ...mask],
    ['dlq', 'list', '--output', 'csv', ...mask],
    ['dlq', 'show', MessageId, ...mask],
    ['dlq', 'show', MessageId, '--json', ...mask],
    ['dlq', 'redrive', '--dry-run', ...id, ...mask],
    ['dlq', 'redrive', '--dry-run', '--output', 'csv', ...id, ...mask],
    ['dlq', 'redrive', '--yes', '--ledger-payloads', '--json', ...id, ...mask],
    ['ledger', 'export', ...mask],
    ['ledger', 'export', '--json'],
    ['ledger', 'show', 'last', ...mask],
    ['ledger', 'show', 'last', '--json'],
    ['ledger', 'list', '--json'],
    ['dlq', 'list', ...mask],
  ];
  for (const words of commands) {
    const { stdout, stderr } = await cli(...words);
    expect(stdout.length, words.join(' ')).toBeGreaterThan(10);
    for (const needle of needles()) expect(stdout + stderr, words.join(' ')).not.toContain(needle);
  }
  const { stdout } = await cli('ledger', 'export');
  expect(stdout).toContain('‹masked›');
  expect(stdout).toContain('‹credential:');
});

it.each([
  ['source', 'is not in the detail'],
  ['detail', 'only its members'],
  ['card', 'must begin with'],
  ['detail.card=1', 'is more than a path'],
])('--mask %s is refused in words', async (path, words) => {
  const { status, stderr } = await momentoEb(['dlq', 'list', '--mask', path], {});
  expect(status).toBe(2);
  expect(stderr.replace(/\s+/g, ' ')).toContain(words);
});
