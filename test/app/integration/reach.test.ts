import { expect, it } from 'vitest';
import { Reach } from '../../../src/app/integration/reach.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:111111111111:dlq';
const rule = (region: string, account: string) => `arn:aws:events:${region}:${account}:rule/r`;

it('what belongs to the account of the queue or of the credentials is here, and who calls is asked once', async () => {
  let asked = 0;
  const reach = new Reach(QUEUE, async () => {
    asked += 1;
    return '222222222222';
  });
  expect(await reach.placeOf(rule('us-east-1', '111111111111'))).toBe('here');
  expect(await reach.placeOf(rule('eu-west-1', '222222222222'))).toBe('other-region');
  expect(await reach.placeOf(rule('us-east-1', '111111111111').replace('aws', 'aws-cn'))).toBe('other-region');
  expect(asked).toBe(0);
  expect(await reach.placeOf(rule('us-east-1', '222222222222'))).toBe('here');
  expect(await reach.placeOf(rule('us-east-1', '333333333333'))).toBe('other-account');
  expect(asked).toBe(1);
});

it('an account is another one where nobody says who calls', async () => {
  expect(await new Reach(QUEUE).placeOf(rule('us-east-1', '222222222222'))).toBe('other-account');
  expect(await new Reach(QUEUE, async () => undefined).placeOf(rule('us-east-1', ''))).toBe('other-account');
});
