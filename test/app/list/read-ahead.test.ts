import { expect, it } from 'vitest';
import { ReadAhead } from '../../../src/app/list/list.ts';
import { WINDOW } from '../../../src/app/queue/limits.ts';
import type { ReceiveBatch } from '../../../src/app/queue/poller.ts';
import { many, timedOut } from '../../support/builders/dead-letters.ts';

const batch = (count: number, body = ''): ReceiveBatch => ({
  fresh: many(count, timedOut).map((message) => ({ ...message, body })),
  repeated: [],
});

it.each([
  ['messages', Array.from({ length: WINDOW.messages / 1_000 }, () => batch(1_000))],
  ['bytes', Array.from({ length: 8 }, () => batch(8, 'x'.repeat(WINDOW.bytes / 64)))],
])('has room until so many %s wait, and again once somebody has taken some', async (_, batches) => {
  const readAhead = new ReadAhead();
  const filled: ReceiveBatch[] = [];
  for await (const one of readAhead.fill(each(batches))) {
    filled.push(one);
    expect(readAhead.hasRoom).toBe(filled.length < batches.length);
  }
  readAhead.take(filled[0] as ReceiveBatch);
  expect(readAhead.hasRoom).toBe(true);
});

it('counts the attributes of messages too', async () => {
  const readAhead = new ReadAhead();
  const text = 'x'.repeat(WINDOW.bytes / 8);
  const long = { ERROR_MESSAGE: { dataType: 'String', text } };
  const one = { fresh: many(8, timedOut).map((message) => ({ ...message, attributes: long })), repeated: [] };
  for await (const _ of readAhead.fill(each([one])));
  expect(readAhead.hasRoom).toBe(false);
});

async function* each(batches: readonly ReceiveBatch[]): AsyncGenerator<ReceiveBatch> {
  yield* batches;
}
