import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  InvalidEventPatternException,
  ListEventBusesCommand,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import { eventBridgeBenchOf } from './eventbridge-bench.ts';

const PATTERN = '{"detail-type":["cacheSet"]}';
const QUEUE_ARN = 'arn:aws:sqs:us-east-1:000000000000:some-queue';

/** Buses, rules and targets. */
export function rulesContract(engine: Engine): void {
  describe(`${engine.name}: EventBridge buses`, () => {
    const bench = eventBridgeBenchOf(engine);

    it('has the default bus, by no name, by name and by ARN', async () => {
      const bus = await bench.client.send(new DescribeEventBusCommand({}));
      expect(bus).toMatchObject({ Name: 'default', Arn: expect.stringMatching(/:event-bus\/default$/) });
      const again = await bench.client.send(new DescribeEventBusCommand({ Name: bus.Arn }));
      expect(again.Name).toBe('default');
    });

    it('makes, lists and deletes a bus once', async () => {
      const Name = bench.name('shop');
      const made = await bench.client.send(new CreateEventBusCommand({ Name }));
      expect(made.EventBusArn).toMatch(new RegExp(`:event-bus/${Name}$`));
      const again = bench.client.send(new CreateEventBusCommand({ Name }));
      await expect(again).rejects.toBeInstanceOf(ResourceAlreadyExistsException);
      const listed = await bench.client.send(new ListEventBusesCommand({ NamePrefix: Name }));
      expect(listed.EventBuses?.map((bus) => bus.Name)).toEqual([Name]);
      await bench.client.send(new DeleteEventBusCommand({ Name }));
      await bench.client.send(new DeleteEventBusCommand({ Name }));
      const gone = bench.client.send(new DescribeEventBusCommand({ Name }));
      await expect(gone).rejects.toBeInstanceOf(ResourceNotFoundException);
      await expect(gone).rejects.toThrow(`Event bus ${Name} does not exist.`);
    });

    it('keeps the default bus', async () => {
      const deleted = bench.client.send(new DeleteEventBusCommand({ Name: 'default' }));
      await expect(deleted).rejects.toMatchObject({ name: 'ValidationException' });
    });
  });

  describe(`${engine.name}: EventBridge rules`, () => {
    const bench = eventBridgeBenchOf(engine);

    it('names the bus in the ARN of a rule, but not the default bus', async () => {
      const EventBusName = bench.name('bus');
      const Name = bench.name('rule');
      await bench.client.send(new CreateEventBusCommand({ Name: EventBusName }));
      const custom = await bench.client.send(new PutRuleCommand({ Name, EventBusName, EventPattern: PATTERN }));
      const plain = await bench.client.send(new PutRuleCommand({ Name, EventPattern: PATTERN }));
      expect(custom.RuleArn).toMatch(new RegExp(`:rule/${EventBusName}/${Name}$`));
      expect(plain.RuleArn).toMatch(new RegExp(`:rule/${Name}$`));
    });

    it('tells a rule, enables and disables it', async () => {
      const Name = bench.name('rule');
      await bench.client.send(new PutRuleCommand({ Name, EventPattern: PATTERN }));
      const told = () => bench.client.send(new DescribeRuleCommand({ Name }));
      expect(await told()).toMatchObject({ Name, EventBusName: 'default', State: 'ENABLED', EventPattern: PATTERN });
      await bench.client.send(new DisableRuleCommand({ Name }));
      expect((await told()).State).toBe('DISABLED');
      await bench.client.send(new EnableRuleCommand({ Name }));
      expect((await told()).State).toBe('ENABLED');
    });

    it.each(['[]', '{"detail-type":"cacheSet"}', '{"detail-type":[]}', 'no json'])(
      'refuses the pattern %s',
      async (EventPattern) => {
        const put = bench.client.send(new PutRuleCommand({ Name: bench.name('rule'), EventPattern }));
        await expect(put).rejects.toBeInstanceOf(InvalidEventPatternException);
      },
    );

    it('says which rule of which bus does not exist', async () => {
      const asked = bench.client.send(new DescribeRuleCommand({ Name: 'no-such-rule' }));
      await expect(asked).rejects.toBeInstanceOf(ResourceNotFoundException);
      await expect(asked).rejects.toThrow('Rule no-such-rule does not exist on EventBus default.');
    });

    it('pages through rules', async () => {
      const prefix = bench.name('paged');
      for (const letter of ['a', 'b', 'c']) {
        await bench.client.send(new PutRuleCommand({ Name: `${prefix}-${letter}`, EventPattern: PATTERN }));
      }
      const first = await bench.client.send(new ListRulesCommand({ NamePrefix: prefix, Limit: 2 }));
      const second = await bench.client.send(new ListRulesCommand({ NamePrefix: prefix, NextToken: first.NextToken }));
      const names = [...(first.Rules ?? []), ...(second.Rules ?? [])].map((rule) => rule.Name);
      expect([first.Rules?.length, second.NextToken]).toEqual([2, undefined]);
      expect(names).toEqual([`${prefix}-a`, `${prefix}-b`, `${prefix}-c`]);
    });

    it('keeps targets as they were put and deletes a rule only without them', async () => {
      const Name = bench.name('rule');
      const target = {
        Id: 'one',
        Arn: QUEUE_ARN,
        InputTransformer: { InputPathsMap: { message: '$.detail.message' }, InputTemplate: '"<message>"' },
        RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 60 },
        DeadLetterConfig: { Arn: QUEUE_ARN },
      };
      await bench.client.send(new PutRuleCommand({ Name, EventPattern: PATTERN }));
      const put = await bench.client.send(new PutTargetsCommand({ Rule: Name, Targets: [target] }));
      expect(put.FailedEntryCount).toBe(0);
      const listed = await bench.client.send(new ListTargetsByRuleCommand({ Rule: Name }));
      expect(listed.Targets).toEqual([target]);
      const byTarget = await bench.client.send(new ListRuleNamesByTargetCommand({ TargetArn: QUEUE_ARN }));
      expect(byTarget.RuleNames).toContain(Name);
      await expect(bench.client.send(new DeleteRuleCommand({ Name }))).rejects.toThrow('since it has targets');
      const removed = await bench.client.send(new RemoveTargetsCommand({ Rule: Name, Ids: ['one', 'two'] }));
      expect(removed).toMatchObject({ FailedEntryCount: 1, FailedEntries: [{ TargetId: 'two' }] });
      await bench.client.send(new DeleteRuleCommand({ Name }));
    });

    it('takes one input setting a target', async () => {
      const Name = bench.name('rule');
      await bench.client.send(new PutRuleCommand({ Name, EventPattern: PATTERN }));
      const target = { Id: 'one', Arn: QUEUE_ARN, Input: '{}', InputPath: '$.detail' };
      const put = bench.client.send(new PutTargetsCommand({ Rule: Name, Targets: [target] }));
      await expect(put).rejects.toMatchObject({ name: 'ValidationException' });
    });
  });
}
