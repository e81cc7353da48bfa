import { expect, it } from 'vitest';
import { Backlog } from '../../src/app/backlog.ts';
import type { Receipt } from '../../src/app/poll.ts';
import { WINDOW } from '../../src/app/window.ts';
import { many, timedOut } from '../support/dead-letters.ts';

const receipt = (count: number, body = ''): Receipt => ({
  fresh: many(count, timedOut).map((message) => ({ ...message, body })),
  repeated: [],
});

it.each([
  ['messages', Array.from({ length: WINDOW.messages / 1_000 }, () => receipt(1_000))],
  ['bytes', Array.from({ length: 8 }, () => receipt(8, 'x'.repeat(WINDOW.bytes / 64)))],
])('has room until so many %s wait, and again once somebody has taken some', async (_, receipts) => {
  const backlog = new Backlog();
  const filled: Receipt[] = [];
  for await (const one of backlog.fill(each(receipts))) {
    filled.push(one);
    expect(backlog.hasRoom).toBe(filled.length < receipts.length);
  }
  backlog.take(filled[0] as Receipt);
  expect(backlog.hasRoom).toBe(true);
});

async function* each(receipts: readonly Receipt[]): AsyncGenerator<Receipt> {
  yield* receipts;
}
