import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { clientOptions, type Engine } from './engine.ts';
import { sqsContract } from './sqs-contract.ts';

const sandbox: Engine = {
  name: 'sandbox',
  async start() {
    const running = await startSandbox();
    return {
      endpoint: running.url,
      advance: async (milliseconds) => running.clock.advance(milliseconds),
      stop: () => running.stop(),
    };
  },
};

sqsContract(sandbox);

describe('sandbox: STS', () => {
  it('tells who the caller is', async () => {
    const running = await startSandbox();
    const client = new STSClient(clientOptions(running.url));
    expect(await client.send(new GetCallerIdentityCommand())).toMatchObject({
      Account: '000000000000',
      Arn: 'arn:aws:iam::000000000000:user/sandbox',
      UserId: expect.any(String),
    });
    await running.stop();
  });
});
