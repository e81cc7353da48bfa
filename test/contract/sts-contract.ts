import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect } from 'vitest';
import { contractPart } from './contract.ts';
import { clientOptions, type Engine } from './engine.ts';

/** Who the caller is. */
export function stsContract(engine: Engine): void {
  contractPart(engine, 'STS', (it) => {
    it('tells who the caller is', async () => {
      const running = await engine.start();
      const client = new STSClient({ ...clientOptions(running.endpoint), maxAttempts: 1 });
      const { Account, Arn, UserId } = await client.send(new GetCallerIdentityCommand());
      expect(Account).toMatch(/^\d{12}$/);
      expect(Arn).toMatch(new RegExp(`^arn:aws:(iam|sts)::${Account}:.+$`));
      expect(UserId).toMatch(/^[\w:-]+$/);
      client.destroy();
      await running.stop();
    });
  });
}
