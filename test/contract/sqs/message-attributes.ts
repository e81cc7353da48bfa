import { createHash } from 'node:crypto';
import { type MessageAttributeValue, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { benchOf } from '../bench.ts';
import { contractPart } from '../contract.ts';
import type { Engine } from '../engine.ts';

const text = (StringValue: string, DataType = 'String'): MessageAttributeValue => ({ DataType, StringValue });

const THREE = {
  RULE_ARN: text('arn'),
  'a.b': text('1', 'Number'),
  'a.c': { DataType: 'Binary', BinaryValue: Uint8Array.of(1, 255) },
};

/** Attributes that SendMessage does not take ("Amazon SQS Developer Guide", message metadata). */
const REFUSED: readonly (readonly [string, Readonly<Record<string, MessageAttributeValue>>])[] = [
  ['a name with a space', { 'a b': text('x') }],
  ['a name of AWS', { 'AWS.x': text('x') }],
  ['a name that begins with a dot', { '.x': text('x') }],
  ['a name with two dots in a row', { 'a..b': text('x') }],
  ['a name of 257 characters', { ['x'.repeat(257)]: text('x') }],
  ['another data type', { a: text('x', 'Text') }],
  ['a number that is none', { a: text('x', 'Number') }],
  ['an empty value', { a: text('') }],
  ['a bell in a value', { a: text('bell \u0007') }],
  ['eleven attributes', Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`a${at}`, text('x')]))],
];

/** What is sent along with a message. */
export function messageAttributesContract(engine: Engine): void {
  contractPart(engine, 'SQS message attributes', (it) => {
    const bench = benchOf(engine);
    const send = (url: string, MessageAttributes: Record<string, MessageAttributeValue>, body = 'x') =>
      bench.client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, MessageAttributes }));

    it('shows none unless asked', async () => {
      const url = await bench.queue();
      await send(url, THREE);
      const received = await bench.one(url);
      expect([received.MessageAttributes, received.MD5OfMessageAttributes]).toEqual([undefined, undefined]);
    });

    for (const [wanted, expected] of [
      [['RULE_ARN', 'absent'], ['RULE_ARN']],
      [['absent'], []],
      [['a.*'], ['a.b', 'a.c']],
      [['All'], ['RULE_ARN', 'a.b', 'a.c']],
      [['.*'], ['RULE_ARN', 'a.b', 'a.c']],
      [['*'], ['RULE_ARN', 'a.b', 'a.c']],
    ] as const) {
      it(`shows those asked for by ${wanted.join(', ')}`, async () => {
        const url = await bench.queue();
        await send(url, THREE);
        const { MessageAttributes } = await bench.one(url, { MessageAttributeNames: [...wanted] });
        expect(Object.keys(MessageAttributes ?? {}).sort()).toEqual(expected);
      });
    }

    it('carries values of every type unchanged', async () => {
      const url = await bench.queue();
      await send(url, { ...THREE, own: text('日本 🦊', 'String.own') });
      const { MessageAttributes } = await bench.one(url, { MessageAttributeNames: ['All'] });
      expect(MessageAttributes).toMatchObject({ ...THREE, own: text('日本 🦊', 'String.own') });
    });

    it('gives the MD5 of the attributes by the documented algorithm', async () => {
      const url = await bench.queue();
      const sent = await send(url, { timestamp: text('1493147359900', 'Number') });
      const part = (value: string) => Buffer.concat([Buffer.of(0, 0, 0, value.length), Buffer.from(value)]);
      const digested = Buffer.concat([part('timestamp'), part('Number'), Buffer.of(1), part('1493147359900')]);
      const expected = createHash('md5').update(digested).digest('hex');
      expect(sent.MD5OfMessageAttributes).toBe(expected);
      expect((await bench.one(url, { MessageAttributeNames: ['All'] })).MD5OfMessageAttributes).toBe(expected);
    });

    it('gives the MD5 of those that it shows', async () => {
      const url = await bench.queue();
      await send(url, { one: text('1'), two: text('2') });
      const part = (value: string) => Buffer.concat([Buffer.of(0, 0, 0, value.length), Buffer.from(value)]);
      const digested = Buffer.concat([part('two'), part('String'), Buffer.of(1), part('2')]);
      const shown = await bench.one(url, { MessageAttributeNames: ['two'] });
      expect(shown.MD5OfMessageAttributes).toBe(createHash('md5').update(digested).digest('hex'));
    });

    it('takes ten attributes', async () => {
      const ten = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`a${at}`, text('x')]));
      expect((await send(await bench.queue(), ten)).MessageId).toEqual(expect.any(String));
    });

    for (const [what, attributes] of REFUSED) {
      it(`refuses ${what}`, async () => {
        const url = await bench.queue();
        await expect(send(url, attributes)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
        expect(await bench.receive(url)).toEqual([]);
      });
    }

    it('counts names, types and values into the size of the message', async () => {
      const url = await bench.queue({ MaximumMessageSize: '1024' });
      const size = 'name'.length + 'String'.length + 'value'.length;
      await send(url, { name: text('value') }, 'x'.repeat(1024 - size));
      await expect(send(url, { name: text('value') }, 'x'.repeat(1025 - size))).rejects.toMatchObject({
        name: 'InvalidParameterValue',
      });
    });
  });
}
