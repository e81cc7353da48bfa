import { describe, expect, it } from 'vitest';
import { renew } from '../../../src/app/integration/refresh-states.ts';
import type { Integration } from '../../../src/domain/integration/integration.ts';
import { connection, destination, integration, route } from '../../support/builders/integrations.ts';
import { type Account, FakeAccount } from '../../support/fakes/fake-account.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';

async function renewed(before: Integration, account: Account) {
  const inventory = new FakeAccount(account);
  const ports = { inventory, integration: inventory.integration, clock: new FakeClock() };
  const { routes, connections } = await renew(ports, before);
  const states = routes.map(({ ruleState, destination: { state } }) => [ruleState, state]);
  return { states, connections: connections.map(({ state }) => state), lookups: inventory.lookups };
}

describe('a renewed integration', () => {
  const set = destination('set-destination');
  const before = integration([route('set', { destination: set })]);

  it('has the states of now', async () => {
    const inactive = { ...set, state: 'INACTIVE' };
    const account: Account = {
      routes: [route('set', { ruleState: 'DISABLED', destination: inactive })],
      connections: [connection('main', { state: 'DEAUTHORIZED' })],
    };
    expect(await renewed(before, account)).toMatchObject({
      states: [['DISABLED', 'INACTIVE']],
      connections: ['DEAUTHORIZED'],
    });
  });

  it('says what is gone', async () => {
    expect(await renewed(before, { routes: [], connections: [] })).toMatchObject({
      states: [['MISSING', 'MISSING']],
      connections: ['MISSING'],
    });
  });

  it('keeps the states that it may not look at', async () => {
    const account: Account = { routes: [], denied: ['rule', 'destination', 'connection'] };
    expect(await renewed(before, account)).toMatchObject({
      states: [['ENABLED', 'ACTIVE']],
      connections: ['AUTHORIZED'],
    });
  });

  it('asks for what routes share once', async () => {
    const shared = integration([route('set', { destination: set }), route('set', { destination: set })]);
    const { lookups } = await renewed(shared, { routes: shared.routes });
    expect(lookups.sort()).toEqual(['connection', 'destination', 'rule']);
  });
});
