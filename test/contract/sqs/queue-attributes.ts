import { GetQueueAttributesCommand, type QueueAttributeName, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { benchOf } from '../bench.ts';
import { contractPart } from '../contract.ts';
import type { Engine } from '../engine.ts';

const DEFAULTS = {
  VisibilityTimeout: '30',
  MessageRetentionPeriod: '345600',
  DelaySeconds: '0',
  ReceiveMessageWaitTimeSeconds: '0',
  MaximumMessageSize: '1048576',
} as const;

/** Least, most, and the values beside them ("Amazon SQS API Reference", SetQueueAttributes). */
const RANGES: readonly (readonly [keyof typeof DEFAULTS, readonly string[], readonly string[]])[] = [
  ['VisibilityTimeout', ['0', '43200'], ['-1', '43201', 'x', '1.5']],
  ['MessageRetentionPeriod', ['60', '1209600'], ['59', '1209601', '']],
  ['DelaySeconds', ['0', '900'], ['-1', '901']],
  ['ReceiveMessageWaitTimeSeconds', ['0', '20'], ['-1', '21']],
  ['MaximumMessageSize', ['1024', '1048576'], ['1023', '1048577']],
];

/** What is set on a queue, and what it tells about itself. */
export function queueAttributesContract(engine: Engine): void {
  contractPart(engine, 'SQS queue attributes', (it) => {
    const bench = benchOf(engine);
    const set = (url: string, Attributes: Record<string, string>) =>
      bench.client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
    const get = async (url: string, ...names: string[]) =>
      (
        await bench.client.send(
          new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: names as QueueAttributeName[] }),
        )
      ).Attributes;

    it('tells defaults and the ARN', async () => {
      const url = await bench.queue();
      const name = url.split('/').at(-1);
      const all = await get(url, 'All');
      expect(all).toMatchObject({
        ...DEFAULTS,
        QueueArn: expect.stringMatching(new RegExp(`^arn:aws:sqs:us-east-1:\\d{12}:${name}$`)),
      });
    });

    it('tells when it was made and changed, in whole seconds', async () => {
      expect(await get(await bench.queue(), 'All')).toMatchObject({
        CreatedTimestamp: expect.stringMatching(/^\d{10}$/),
        LastModifiedTimestamp: expect.stringMatching(/^\d{10}$/),
      });
    });

    it('tells no policy where there is none', async () => {
      const all = await get(await bench.queue(), 'All');
      expect(all).not.toHaveProperty('Policy');
      expect(all).not.toHaveProperty('RedrivePolicy');
    });

    it('counts what is visible, in flight and delayed', async () => {
      const url = await bench.queue();
      const later = await bench.queue({ DelaySeconds: '60' });
      await bench.send(url, 'waiting');
      await bench.send(url, 'taken');
      await bench.receive(url);
      await bench.send(later, 'later');
      const counts = (visible: number, inFlight: number, delayed: number) => ({
        ApproximateNumberOfMessages: String(visible),
        ApproximateNumberOfMessagesNotVisible: String(inFlight),
        ApproximateNumberOfMessagesDelayed: String(delayed),
      });
      expect(await get(url, 'All')).toMatchObject(counts(1, 1, 0));
      expect(await get(later, 'All')).toMatchObject(counts(0, 0, 1));
    });

    it('tells only what it was asked for', async () => {
      const url = await bench.queue();
      expect(Object.keys((await get(url, 'QueueArn', 'DelaySeconds')) ?? {}).sort()).toEqual([
        'DelaySeconds',
        'QueueArn',
      ]);
      expect(await get(url, 'Policy')).toBeUndefined();
      expect(await get(url)).toBeUndefined();
    });

    it('refuses to tell what it does not know', async () => {
      await expect(get(await bench.queue(), 'Nonsense')).rejects.toMatchObject({ name: 'InvalidAttributeName' });
    });

    for (const [name, good, bad] of RANGES) {
      it(`takes ${name} from ${good.join(' to ')}`, async () => {
        const url = await bench.queue();
        for (const value of good) {
          await set(url, { [name]: value });
          expect(await bench.attribute(url, name)).toBe(value);
        }
      });

      it(`refuses ${name} of ${bad.map((value) => JSON.stringify(value)).join(', ')}`, async () => {
        const url = await bench.queue();
        for (const value of bad) {
          await expect(set(url, { [name]: value }), value).rejects.toMatchObject({ name: 'InvalidAttributeValue' });
        }
        expect(await bench.attribute(url, name)).toBe(DEFAULTS[name]);
      });
    }

    it('refuses to create a queue with an attribute out of range', async () => {
      await expect(bench.queue({ VisibilityTimeout: '43201' })).rejects.toMatchObject({
        name: 'InvalidAttributeValue',
      });
    });

    it('refuses to set an attribute that it does not know', async () => {
      await expect(set(await bench.queue(), { Nonsense: '1' })).rejects.toMatchObject({ name: 'InvalidAttributeName' });
    });

    it('takes a policy away when an empty one is set', async () => {
      const url = await bench.queue();
      const arn = await bench.attribute(await bench.queue(), 'QueueArn');
      const policy = JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 3 });
      await set(url, { RedrivePolicy: policy });
      expect(JSON.parse((await bench.attribute(url, 'RedrivePolicy')) ?? '')).toMatchObject({
        deadLetterTargetArn: arn,
      });
      await set(url, { RedrivePolicy: '' });
      expect(await bench.attribute(url, 'RedrivePolicy')).toBeUndefined();
    });

    it('refuses a redrive policy to a queue that does not exist', async () => {
      const arn = `${await bench.attribute(await bench.queue(), 'QueueArn')}-gone`;
      const policy = JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 3 });
      await expect(set(await bench.queue(), { RedrivePolicy: policy })).rejects.toMatchObject({
        name: 'InvalidParameterValue',
      });
    });
  });
}
