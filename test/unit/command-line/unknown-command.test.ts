import { describe, expect, it } from 'vitest';
import { meantBy } from '../../../src/command-line/unknown-command.ts';

const COMMANDS = ['dlq list', 'dlq show', 'dlq redrive', 'ledger list', 'sandbox', 'demo'];

it('more words are meant before fewer, for a command may have the first word of others', () => {
  expect(meantBy(['demo', 'lst'], ['demo', 'demo list'])).toEqual(['demo list']);
});

describe('the commands that may have been meant', () => {
  it.each<[typed: string, meant: readonly string[]]>([
    ['dlq lst', ['dlq list']],
    ['dql list', ['dlq list']],
    ['dlq shwo 1b9f64f0', ['dlq show']],
    ['redrive', ['dlq redrive']],
    ['redrve now', ['dlq redrive']],
    ['list', ['dlq list', 'ledger list']],
    ['sandbx', ['sandbox']],
    ['Demo', ['demo']],
    ['frobnicate', []],
    ['', []],
  ])('by "%s" are %j', (typed, meant) => {
    expect(meantBy(typed.split(' '), COMMANDS)).toEqual(meant);
  });
});
