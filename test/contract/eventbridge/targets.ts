import {
  DeleteRuleCommand,
  ListRuleNamesByTargetCommand,
  ListTargetsByRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  ResourceNotFoundException,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { expect } from 'vitest';
import { contractPart } from '../contract.ts';
import type { Engine } from '../engine.ts';
import { eventBridgeBenchOf } from './bench.ts';

const ARN = 'arn:aws:sqs:us-east-1:000000000000:some-queue';
const target = (Id: string, more: Partial<Target> = {}): Target => ({ Id, Arn: ARN, ...more });

const REFUSED: readonly (readonly [string, Target, string])[] = [
  [
    'two input settings',
    target('one', { Input: '{}', InputPath: '$.detail' }),
    'Only one of Input, InputPath, or InputTransformer must be provided for target one.',
  ],
  [
    'a template with a placeholder that no path is named for',
    target('one', { InputTransformer: { InputPathsMap: { a: '$.a' }, InputTemplate: '"<a> <other>"' } }),
    'InputTemplate for target one contains invalid placeholder other.',
  ],
  ['an Input that is no JSON', target('one', { Input: '{' }), 'JSON syntax error in input for target one'],
  ['an ARN that is none', { Id: 'one', Arn: 'some-queue' }, 'Provided Arn is not in correct format.'],
  ['an id with other characters', target('!@#'), "Value '!@#' at 'targets.1.member.id' failed"],
  ['an id of 65 characters', target('x'.repeat(65)), 'Member must have length less than or equal to 64'],
  ['186 retries', target('one', { RetryPolicy: { MaximumRetryAttempts: 186 } }), 'less than or equal to 185'],
  [
    'retries for less than a minute',
    target('one', { RetryPolicy: { MaximumEventAgeInSeconds: 59 } }),
    'greater than or equal to 60',
  ],
];

/** Targets of rules. */
export function targetsContract(engine: Engine): void {
  contractPart(engine, 'EventBridge targets', (it) => {
    const bench = eventBridgeBenchOf(engine);
    const put = (Rule: string, ...Targets: Target[]) => bench.client.send(new PutTargetsCommand({ Rule, Targets }));
    const list = (Rule: string, more: { Limit?: number; NextToken?: string } = {}) =>
      bench.client.send(new ListTargetsByRuleCommand({ Rule, ...more }));

    it('keeps a target as it was put', async () => {
      const rule = await bench.rule();
      const whole = target('one', {
        InputTransformer: { InputPathsMap: { message: '$.detail.message' }, InputTemplate: '"<message>"' },
        RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 60 },
        DeadLetterConfig: { Arn: ARN },
      });
      expect(await put(rule, whole)).toMatchObject({ FailedEntryCount: 0, FailedEntries: [] });
      expect((await list(rule)).Targets).toEqual([whole]);
    });

    it('replaces a target of the same id', async () => {
      const rule = await bench.rule();
      await put(rule, target('one', { InputPath: '$.detail' }));
      await put(rule, target('one'));
      expect((await list(rule)).Targets).toEqual([target('one')]);
    });

    it('takes five targets a rule', async () => {
      const rule = await bench.rule();
      await put(rule, ...['a', 'b', 'c', 'd', 'e'].map((id) => target(id)));
      await expect(put(rule, target('f'))).rejects.toMatchObject({ name: 'LimitExceededException' });
    });

    for (const [what, wrong, message] of REFUSED) {
      it(`refuses ${what}`, async () => {
        const rule = await bench.rule();
        await expect(put(rule, wrong)).rejects.toMatchObject({
          name: 'ValidationException',
          message: expect.stringContaining(message),
        });
        expect((await list(rule)).Targets).toEqual([]);
      });
    }

    it('takes the placeholders that EventBridge itself fills', async () => {
      const InputTemplate = '{"rule": "<aws.events.rule-name>", "event": <aws.events.event.json>}';
      expect(await put(await bench.rule(), target('one', { InputTransformer: { InputTemplate } }))).toMatchObject({
        FailedEntryCount: 0,
      });
    });

    it('puts and lists no targets of a rule that does not exist', async () => {
      await expect(put('no-such-rule', target('one'))).rejects.toBeInstanceOf(ResourceNotFoundException);
      await expect(list('no-such-rule')).rejects.toThrow('Rule no-such-rule does not exist on EventBus default.');
    });

    it('pages through targets', async () => {
      const rule = await bench.rule();
      await put(rule, target('a'), target('b'), target('c'));
      const first = await list(rule, { Limit: 2 });
      const second = await list(rule, first.NextToken === undefined ? {} : { NextToken: first.NextToken });
      expect([first.Targets?.length, second.NextToken]).toEqual([2, undefined]);
      const seen = [...(first.Targets ?? []), ...(second.Targets ?? [])].map(({ Id }) => Id);
      expect(seen.sort()).toEqual(['a', 'b', 'c']);
    });

    it('names the rules of a target', async () => {
      const [rule, Arn] = [await bench.rule(), `${ARN}-${bench.name('q')}`];
      await put(rule, { Id: 'one', Arn }, { Id: 'two', Arn });
      const named = await bench.client.send(new ListRuleNamesByTargetCommand({ TargetArn: Arn }));
      expect(named.RuleNames).toEqual([rule]);
    });

    it('removes a target', async () => {
      const rule = await bench.rule();
      await put(rule, target('one'), target('two'));
      const removed = await bench.client.send(new RemoveTargetsCommand({ Rule: rule, Ids: ['one'] }));
      expect(removed).toMatchObject({ FailedEntryCount: 0, FailedEntries: [] });
      expect((await list(rule)).Targets).toEqual([target('two')]);
    });

    it('names a target that it could not remove', async () => {
      const rule = await bench.rule();
      await put(rule, target('one'));
      const removed = await bench.client.send(new RemoveTargetsCommand({ Rule: rule, Ids: ['one', 'two'] }));
      expect(removed).toMatchObject({ FailedEntryCount: 1, FailedEntries: [{ TargetId: 'two' }] });
    });

    it('deletes no rule that has targets', async () => {
      const Name = await bench.rule();
      await put(Name, target('one'));
      await expect(bench.client.send(new DeleteRuleCommand({ Name }))).rejects.toMatchObject({
        name: 'ValidationException',
        message: "Rule can't be deleted since it has targets.",
      });
    });
  });
}
