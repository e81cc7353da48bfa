import { describe, expect, it } from 'vitest';
import { EXIT, Failure } from '../../../src/app/failures.ts';
import { BoundedLookups, MOST_RESOURCES } from '../../../src/app/list/bounded-lookups.ts';
import { Examiner } from '../../../src/app/list/examiner.ts';
import type { IntegrationPort } from '../../../src/app/ports.ts';
import type { ReceivedMessage } from '../../../src/domain/dead-letter/message.ts';
import { parseRuleArn, type RuleAddress } from '../../../src/domain/eventbridge/arn.ts';
import { destinationArn, ruleArn, timedOut } from '../../support/builders/dead-letters.ts';
import { FakeIntegration, found } from '../../support/fakes/fake-integration.ts';
import { listed, portsOf, redriven } from '../../support/fakes/use-cases.ts';

const THROTTLED = new Failure(EXIT.aws, 'ThrottlingException', 'AWS throttled the attempt', 'Wait.');
const EXPIRED = new Failure(EXIT.aws, 'ExpiredTokenException', 'expired', 'Log in.');

function rule(name: string): RuleAddress {
  return parseRuleArn(ruleArn(name)) as RuleAddress;
}

/** Lookups of rules, of which some fail. */
function lookups(failure: (name: string) => Failure | undefined) {
  const asked: string[] = [];
  const port: IntegrationPort = Object.assign(new FakeIntegration(), {
    rule: async ({ name }: { name: string }) => {
      asked.push(name);
      const error = failure(name);
      await Promise.resolve();
      if (error !== undefined) throw error;
      return found({ state: 'ENABLED', pattern: '{}' });
    },
  });
  return { asked, bounded: new BoundedLookups(port) };
}

/** A dead letter of a rule of that name. */
function ofRule(messageId: string, name: string, target = 'cacheSet'): ReceivedMessage {
  const text = (value: string) => ({ dataType: 'String', text: value });
  const letter = timedOut(messageId);
  const arns = { RULE_ARN: text(ruleArn(name)), TARGET_ARN: text(destinationArn(target)) };
  return { ...letter, attributes: { ...letter.attributes, ...arns } };
}

describe('a lookup that fails', () => {
  it('is an answer with the name of the failure where another rule is answered, and is said once', async () => {
    const { bounded } = lookups((name) => (name === 'bad' ? THROTTLED : undefined));
    const [bad, good] = await Promise.all([bounded.rule(rule('bad')), bounded.rule(rule('good'))]);
    expect(bad).toEqual({ kind: 'denied', reason: 'ThrottlingException' });
    expect(good.kind).toBe('found');
    await bounded.rule(rule('bad'));
    expect(bounded.warnings).toEqual([`The rule ${ruleArn('bad')} could not be looked up (ThrottlingException).`]);
  });

  it.each([
    ['where no rule is answered', THROTTLED, () => true],
    ['for its credentials', EXPIRED, (name: string) => name === 'bad'],
  ])('ends the run %s', async (_, failure, fails) => {
    const { bounded } = lookups((name) => (fails(name) ? failure : undefined));
    const settled = await Promise.allSettled([bounded.rule(rule('bad')), bounded.rule(rule('good'))]);
    expect(settled[0]).toEqual({ status: 'rejected', reason: failure });
  });

  it('ends the run where the rule itself was answered before and no other', async () => {
    let fails = false;
    const { bounded } = lookups(() => (fails ? THROTTLED : undefined));
    await bounded.rule(rule('only'));
    fails = true;
    await expect(bounded.rule(rule('only'))).rejects.toBe(THROTTLED);
  });
});

describe('a queue that names very many rules', () => {
  it(`has ${MOST_RESOURCES} of them looked up, and says so once`, async () => {
    const { asked, bounded } = lookups(() => undefined);
    for (let at = 0; at < MOST_RESOURCES + 30; at += 1) await bounded.rule(rule(`r${at}`));
    expect(asked).toHaveLength(MOST_RESOURCES);
    expect(await bounded.rule(rule('one-more'))).toEqual({
      kind: 'denied',
      reason: 'too many different rules in one queue',
    });
    expect((await bounded.rule(rule('r0'))).kind).toBe('found');
    expect(bounded.warnings).toHaveLength(1);
  });

  it('costs a list no more lookups than that', async () => {
    const messages = Array.from({ length: MOST_RESOURCES + 60 }, (_, at) => ofRule(`m${at}`, `r${at}`, `t${at}`));
    const ports = portsOf({ messages });
    const { end } = await listed(ports);
    expect(end.read).toBe(messages.length);
    expect(ports.integration.lookups).toHaveLength(2 * MOST_RESOURCES);
    expect(end.warnings.join('\n')).toContain(`more than ${MOST_RESOURCES} different rules`);
  });

  it('has the rule of most messages of a batch looked up first', async () => {
    const asked: string[] = [];
    const port = Object.assign(new FakeIntegration(), {
      targets: async ({ name }: { name: string }) => {
        asked.push(name);
        return found([]);
      },
    });
    const examiner = new Examiner(port, { arn: 'arn:aws:sqs:us-east-1:123456789012:dlq' }, []);
    const names = ['rare', 'often', 'twice', 'often', 'twice', 'often'];
    const examined = await examiner.examineAll(names.map((name, at) => ofRule(`m${at}`, name)));
    expect(asked).toEqual(['often', 'twice', 'rare']);
    expect(examined.map(({ deadLetter }) => deadLetter.messageId)).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5']);
  });
});

it('a redrive sends the messages of other rules although the lookup of one rule fails', async () => {
  const messages = [...Array.from({ length: 5 }, (_, at) => timedOut(`good${at}`)), ofRule('bad', 'throttled')];
  const ports = portsOf({ messages });
  const { integration } = ports;
  const targets = integration.targets.bind(integration);
  integration.targets = async (address) => {
    if (address.name === 'throttled') throw THROTTLED;
    return targets(address);
  };
  const { end, outcomes } = await redriven(ports);
  expect(end.failure).toBeUndefined();
  expect(end.tally).toMatchObject({ removed: 5, held: 1 });
  expect(outcomes).toContain('bad held: target-unchecked');
  expect(end.warnings.join('\n')).toContain('ThrottlingException');
});
