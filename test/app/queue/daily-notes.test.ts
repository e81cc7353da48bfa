import { expect, it } from 'vitest';
import { oncePerDay } from '../../../src/app/queue/daily-notes.ts';

const HOUR = 3_600_000;
const END = { warnings: ['assumed', 'failed'], assumptions: ['assumed'] };

/** A memory of one text. */
function memoryOf(text?: string) {
  let kept = text;
  return {
    read: async () => kept,
    write: async (next: string) => {
      kept = next;
    },
    kept: () => kept,
  };
}

it('shows an assumption once a day, and every other warning each time', async () => {
  const memory = memoryOf();
  expect((await oncePerDay(memory, HOUR, END)).warnings).toEqual(['assumed', 'failed']);
  expect((await oncePerDay(memory, 2 * HOUR, END)).warnings).toEqual(['failed']);
  expect((await oncePerDay(memory, 24 * HOUR, END)).warnings).toEqual(['failed']);
  expect((await oncePerDay(memory, 25 * HOUR, END)).warnings).toEqual(['assumed', 'failed']);
});

it('shows a new assumption at once', async () => {
  const memory = memoryOf();
  await oncePerDay(memory, HOUR, END);
  const other = { warnings: ['assumed', 'other'], assumptions: ['assumed', 'other'] };
  expect((await oncePerDay(memory, HOUR, other)).warnings).toEqual(['other']);
});

it.each(['', 'no JSON', '[]', '{"x":"y"}', 'null', '{"__proto__":1}', `{"${'k'.repeat(9)}":1e999}`])(
  'shows all where the memory holds %s',
  async (text) => {
    expect((await oncePerDay(memoryOf(text), HOUR, END)).warnings).toEqual(END.warnings);
  },
);

it('does not believe a time in the future', async () => {
  const memory = memoryOf();
  await oncePerDay(memory, 9 * HOUR, END);
  expect((await oncePerDay(memory, HOUR, END)).warnings).toEqual(END.warnings);
});

it('keeps no text of a note, and a bounded number', async () => {
  const memory = memoryOf();
  for (let at = 0; at < 300; at += 1) {
    const note = `secret ${at}`;
    await oncePerDay(memory, HOUR, { warnings: [note], assumptions: [note] });
  }
  expect(memory.kept()).not.toContain('secret');
  expect(memory.kept()?.length).toBeLessThan(10_000);
});
