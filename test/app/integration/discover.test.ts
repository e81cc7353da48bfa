import { describe, expect, it } from 'vitest';
import { type DiscoveryRequest, discover } from '../../../src/app/integration/discover.ts';
import { ruleAddress } from '../../../src/domain/eventbridge/arn.ts';
import { connection, DLQ, destination, HOME, route, target } from '../../support/builders/integrations.ts';
import { type Account, FakeAccount } from '../../support/fakes/fake-account.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';

const ANYWHERE: DiscoveryRequest = { stack: undefined, orAccount: true, endpointHosts: [] };

async function found(account: Account, request: Partial<DiscoveryRequest> = {}) {
  const inventory = new FakeAccount(account);
  const ports = { inventory, integration: inventory.integration, clock: new FakeClock() };
  const discovered = await discover(ports, { ...ANYWHERE, ...request });
  const names = discovered.integrations.map(({ name, routes }) => [name, ...routes.map(({ rule }) => rule.name)]);
  return { ...discovered, names, lookups: inventory.lookups };
}

const elsewhere = destination('crm', { endpoint: 'https://crm.example.com/hooks' });
const second = destination('second', { connectionArn: connection('other').arn });

describe('in an account', () => {
  it('finds whatever sends to Momento, with targets, queues, retries and states', async () => {
    const retry = { maximumAttempts: 3, maximumAgeSeconds: 600 };
    const set = destination('set-destination');
    const routes = [route('set', { target: target(set, { retry }) }), route('delete', { ruleState: 'DISABLED' })];
    const { integrations, warnings } = await found({ routes });
    expect(warnings).toEqual([]);
    expect(integrations).toEqual([{ name: 'main', routes, connections: [connection('main')], queueArns: [DLQ] }]);
  });

  it('passes over destinations of others, but for hosts that the operator names', async () => {
    const account: Account = { routes: [route('set'), route('to-crm', { destination: elsewhere })] };
    expect((await found(account)).names).toEqual([['main', 'set']]);
    expect((await found(account, { endpointHosts: ['CRM.example.com'] })).names).toEqual([['main', 'set', 'to-crm']]);
  });

  it('tells integrations apart by their connection', async () => {
    const routes = [route('set'), route('b', { destination: second })];
    const { names } = await found({ routes, connections: [connection('main'), connection('other')] });
    expect(names).toEqual([
      ['main', 'set'],
      ['other', 'b'],
    ]);
  });

  it('looks on every bus, and asks only for what it needs', async () => {
    const rule = ruleAddress(HOME, 'shop', 'publish');
    if (rule === undefined) throw new Error('no address');
    const account: Account = { routes: [route('set'), route('x', { rule })], buses: ['shop'], idle: [elsewhere] };
    const { names, lookups } = await found(account);
    expect(names).toEqual([['main', 'set', 'publish']]);
    expect(lookups.filter((look) => look === 'rulesInvoking')).toHaveLength(4);
    expect(lookups.filter((look) => look === 'rule')).toHaveLength(2);
  });

  it('finds nothing where nothing sends to Momento', async () => {
    expect(await found({ routes: [], idle: [elsewhere] })).toMatchObject({
      integrations: [],
      lookups: ['destinations'],
    });
  });

  it('counts the targets of a rule that has several', async () => {
    const both = [route('set'), route('set', { destination: elsewhere })];
    const { integrations } = await found({ routes: both });
    expect(integrations[0]?.routes.map(({ targetsOfRule }) => targetsOfRule)).toEqual([2]);
  });

  it.each<[NonNullable<Account['denied']>[number], RegExp, number]>([
    ['buses', /only the default one was searched/, 1],
    ['rulesInvoking', /rules on the bus default/, 0],
    ['rule', /rule set could not be described/, 1],
    ['targets', /targets of rule set/, 0],
    ['destination', /API destination set-destination/, 0],
    ['connection', /connection main/, 1],
  ])('says what it may not look at: %s', async (denied, said, count) => {
    const { integrations, warnings } = await found({ routes: [route('set')], denied: [denied] });
    expect(warnings).toEqual([expect.stringMatching(said)]);
    expect(warnings[0]).toContain('AccessDeniedException');
    expect(integrations).toHaveLength(count);
  });

  it('cannot begin without the list of destinations', async () => {
    await expect(found({ routes: [], denied: ['destinations'] })).rejects.toMatchObject({ exit: 4 });
  });
});

describe('in a stack', () => {
  const routes = [route('set'), route('foreign', { destination: second }), route('to-crm', { destination: elsewhere })];

  it('takes its rules and their destinations, whatever the host', async () => {
    const { names, lookups } = await found({ routes, stacks: { mine: ['set', 'to-crm'] } }, { stack: 'mine' });
    expect(names).toEqual([['mine', 'set', 'to-crm']]);
    expect(lookups).not.toContain('destinations');
  });

  it.each<[string, Account]>([
    ['it does not exist', { routes }],
    ['it may not be read', { routes, denied: ['stack'] }],
    ['nothing in it sends anywhere', { routes, stacks: { mine: [] } }],
  ])('searches the account instead when %s and it was not named', async (_, account) => {
    expect((await found(account, { stack: 'mine' })).names).toEqual([
      ['main', 'set'],
      ['other', 'foreign'],
    ]);
  });

  it.each<[string, Account, number]>([
    ['it does not exist', { routes }, 5],
    ['it may not be read', { routes, denied: ['stack'] }, 4],
    ['nothing in it sends anywhere', { routes, stacks: { mine: [] } }, 5],
  ])('fails when %s and it was named', async (_, account, exit) => {
    await expect(found(account, { stack: 'mine', orAccount: false })).rejects.toMatchObject({ exit });
  });
});
