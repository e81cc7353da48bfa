import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DescribeEventBusCommand,
  ListEventBusesCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge';
import { expect } from 'vitest';
import { contractPart } from '../contract.ts';
import type { Engine } from '../engine.ts';
import { eventBridgeBenchOf } from './bench.ts';

/** Event buses. */
export function busesContract(engine: Engine): void {
  contractPart(engine, 'EventBridge buses', (it) => {
    const bench = eventBridgeBenchOf(engine);
    const described = (Name?: string) => bench.client.send(new DescribeEventBusCommand(Name ? { Name } : {}));

    it('has the default bus, by no name, by name and by ARN', async () => {
      const bus = await described();
      expect(bus).toMatchObject({ Name: 'default', Arn: expect.stringMatching(/:event-bus\/default$/) });
      expect((await described('default')).Arn).toBe(bus.Arn);
      expect((await described(bus.Arn)).Name).toBe('default');
    });

    it('makes a bus and tells it', async () => {
      const Name = bench.name('shop');
      const made = await bench.client.send(new CreateEventBusCommand({ Name, Description: 'what is sold' }));
      expect(made.EventBusArn).toMatch(new RegExp(`:event-bus/${Name}$`));
      expect(await described(Name)).toMatchObject({ Name, Arn: made.EventBusArn, Description: 'what is sold' });
    });

    it('makes a bus once', async () => {
      const Name = await bench.bus();
      const again = bench.client.send(new CreateEventBusCommand({ Name }));
      await expect(again).rejects.toBeInstanceOf(ResourceAlreadyExistsException);
      await expect(again).rejects.toThrow(`Event bus ${Name} already exists.`);
    });

    for (const [what, Name] of [
      ['with a space', 'a b'],
      ['of 257 characters', 'x'.repeat(257)],
    ] as const) {
      it(`refuses a name ${what}`, async () => {
        const made = bench.client.send(new CreateEventBusCommand({ Name }));
        await expect(made).rejects.toMatchObject({ name: 'ValidationException' });
      });
    }

    it('lists buses by what their names begin with', async () => {
      const Name = await bench.bus();
      const listed = await bench.client.send(new ListEventBusesCommand({ NamePrefix: Name.slice(0, -1) }));
      expect(listed.EventBuses?.map((bus) => bus.Name)).toEqual([Name]);
    });

    it('deletes a bus, and says nothing when there is none', async () => {
      const Name = await bench.bus();
      await bench.client.send(new DeleteEventBusCommand({ Name }));
      await bench.client.send(new DeleteEventBusCommand({ Name }));
      await expect(described(Name)).rejects.toBeInstanceOf(ResourceNotFoundException);
    });

    it('deletes no bus that has rules', async () => {
      const Name = await bench.bus();
      await bench.rule(Name);
      await expect(bench.client.send(new DeleteEventBusCommand({ Name }))).rejects.toMatchObject({
        name: 'ValidationException',
      });
    });

    it('says which bus does not exist', async () => {
      await expect(described('no-such-bus')).rejects.toThrow('Event bus no-such-bus does not exist.');
    });

    it('keeps the default bus', async () => {
      const deleted = bench.client.send(new DeleteEventBusCommand({ Name: 'default' }));
      await expect(deleted).rejects.toMatchObject({
        name: 'ValidationException',
        message: 'Cannot delete event bus default.',
      });
    });
  });
}
