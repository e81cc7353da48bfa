import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  InvalidEventPatternException,
  ListRulesCommand,
  PutRuleCommand,
  type PutRuleCommandInput,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge';
import { expect } from 'vitest';
import { contractPart } from '../contract.ts';
import type { Engine } from '../engine.ts';
import { eventBridgeBenchOf, PATTERN } from './bench.ts';

/** Rules. */
export function rulesContract(engine: Engine): void {
  contractPart(engine, 'EventBridge rules', (it) => {
    const bench = eventBridgeBenchOf(engine);
    const put = (input: Omit<PutRuleCommandInput, 'Name'> & { Name?: string }) =>
      bench.client.send(new PutRuleCommand({ Name: bench.name('rule'), ...input }));
    const told = (Name: string, EventBusName?: string) =>
      bench.client.send(new DescribeRuleCommand({ Name, ...(EventBusName && { EventBusName }) }));

    it('names the bus in the ARN of a rule, but not the default bus', async () => {
      const EventBusName = await bench.bus();
      const Name = bench.name('rule');
      const custom = await put({ Name, EventBusName, EventPattern: PATTERN });
      const plain = await put({ Name, EventPattern: PATTERN });
      expect(custom.RuleArn).toMatch(new RegExp(`:rule/${EventBusName}/${Name}$`));
      expect(plain.RuleArn).toMatch(new RegExp(`:rule/${Name}$`));
    });

    it('tells a rule as it was put, its pattern to the letter', async () => {
      const EventPattern = '{ "detail-type": ["cacheSet"],\n "detail": {"n": [1.0]} }';
      const { RuleArn } = await put({ Name: 'told', EventPattern, Description: 'why' });
      expect(await told('told')).toMatchObject({
        Name: 'told',
        Arn: RuleArn,
        EventBusName: 'default',
        State: 'ENABLED',
        EventPattern,
        Description: 'why',
      });
    });

    it('disables and enables a rule', async () => {
      const Name = await bench.rule();
      await bench.client.send(new DisableRuleCommand({ Name }));
      expect((await told(Name)).State).toBe('DISABLED');
      await bench.client.send(new EnableRuleCommand({ Name }));
      expect((await told(Name)).State).toBe('ENABLED');
    });

    it('puts a rule anew and keeps nothing of the one before but its targets', async () => {
      const Name = bench.name('rule');
      await put({ Name, EventPattern: PATTERN, State: 'DISABLED', Description: 'old' });
      await put({ Name, EventPattern: '{"source":["shop"]}' });
      const { State, EventPattern, Description } = await told(Name);
      expect({ State, EventPattern, Description }).toEqual({ State: 'ENABLED', EventPattern: '{"source":["shop"]}' });
    });

    for (const EventPattern of ['[]', '{"detail-type":"cacheSet"}', '{"detail-type":[]}', 'no json']) {
      it(`refuses the pattern ${EventPattern}`, async () => {
        await expect(put({ EventPattern })).rejects.toBeInstanceOf(InvalidEventPatternException);
      });
    }

    it('refuses a rule without a pattern and without a schedule', async () => {
      await expect(put({})).rejects.toMatchObject({
        name: 'ValidationException',
        message: 'Parameter(s) EventPattern or ScheduleExpression must be specified.',
      });
    });

    it('refuses a schedule on a bus of its own', async () => {
      const rule = put({ EventBusName: await bench.bus(), ScheduleExpression: 'rate(1 minute)' });
      await expect(rule).rejects.toThrow('ScheduleExpression is supported only on the default event bus.');
    });

    it('refuses a name with a space', async () => {
      await expect(put({ Name: 'a b', EventPattern: PATTERN })).rejects.toMatchObject({ name: 'ValidationException' });
    });

    it('says which rule of which bus does not exist', async () => {
      const EventBusName = await bench.bus();
      await expect(told('no-such-rule')).rejects.toBeInstanceOf(ResourceNotFoundException);
      await expect(told('no-such-rule')).rejects.toThrow('Rule no-such-rule does not exist on EventBus default.');
      await expect(told('no-such-rule', EventBusName)).rejects.toThrow(
        `Rule no-such-rule does not exist on EventBus ${EventBusName}.`,
      );
    });

    it('says of a rule on a bus that does not exist that the bus does not exist', async () => {
      await expect(told('any', 'no-such-bus')).rejects.toThrow('Event bus no-such-bus does not exist.');
    });

    for (const [what, Command] of [
      ['enable', EnableRuleCommand],
      ['disable', DisableRuleCommand],
    ] as const) {
      it(`does not ${what} a rule that does not exist`, async () => {
        const command = new Command({ Name: 'no-such-rule' });
        await expect(bench.client.send(command)).rejects.toBeInstanceOf(ResourceNotFoundException);
      });
    }

    it('deletes a rule, and says nothing when there is none', async () => {
      const Name = await bench.rule();
      await bench.client.send(new DeleteRuleCommand({ Name }));
      await bench.client.send(new DeleteRuleCommand({ Name }));
      await expect(told(Name)).rejects.toBeInstanceOf(ResourceNotFoundException);
    });

    it('pages through rules', async () => {
      const EventBusName = await bench.bus();
      const names = ['paged-a', 'paged-b', 'paged-c', 'other'];
      for (const Name of names) await put({ Name, EventBusName, EventPattern: PATTERN });
      const list = (more: { Limit?: number; NextToken?: string | undefined }) =>
        bench.client.send(
          new ListRulesCommand({
            EventBusName,
            NamePrefix: 'paged-',
            ...(more.Limit && { Limit: more.Limit }),
            ...(more.NextToken && { NextToken: more.NextToken }),
          }),
        );
      const first = await list({ Limit: 2 });
      const second = await list({ NextToken: first.NextToken });
      expect([first.Rules?.length, second.NextToken]).toEqual([2, undefined]);
      const seen = [...(first.Rules ?? []), ...(second.Rules ?? [])].map((rule) => rule.Name);
      expect(seen.sort()).toEqual(['paged-a', 'paged-b', 'paged-c']);
    });

    it('refuses to list by pages of more than a hundred', async () => {
      await expect(bench.client.send(new ListRulesCommand({ Limit: 101 }))).rejects.toMatchObject({
        name: 'ValidationException',
      });
    });

    it('lists no rules of a bus that does not exist', async () => {
      const listed = bench.client.send(new ListRulesCommand({ EventBusName: 'no-such-bus' }));
      await expect(listed).rejects.toBeInstanceOf(ResourceNotFoundException);
    });
  });
}
