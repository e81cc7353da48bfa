import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/app/integration/connection.ts';
import type { DiscoveryRequest } from '../../../src/app/integration/discover.ts';
import { type LocatePorts, locateIntegration, locateQueue } from '../../../src/app/integration/locate.ts';
import { type Integration, integrationOf } from '../../../src/domain/integration/integration.ts';
import type { Lookup } from '../../../src/domain/integration/lookup.ts';
import { parseQueueAddress, type QueueAddress } from '../../../src/domain/integration/queue-address.ts';
import { connection, DLQ, DLQ_URL, destination, route, target } from '../../support/builders/integrations.ts';
import { DENIED, found, MISSING } from '../../support/fakes/fake-integration.ts';

const SILENT: Connection = {
  queue: undefined,
  stack: undefined,
  region: undefined,
  profile: undefined,
  endpoint: undefined,
  sandbox: false,
};
const OTHER = 'arn:aws:sqs:us-east-1:123456789012:other';

const leaving = (name: string, queue: string | undefined): Integration => {
  const of = destination(`${name}-destination`);
  return integrationOf(name, [route(name, { target: target(of, { deadLetterArn: queue }) })], [connection('main')]);
};

interface Script {
  readonly stacks?: Readonly<Record<string, Lookup<string>>>;
  readonly integrations?: readonly Integration[];
  readonly queue?: (address: QueueAddress) => Lookup<string>;
}

/** Ports that write down what they were asked. */
function ports({ stacks = {}, integrations = [leaving('one', DLQ)], queue = () => found(DLQ_URL) }: Script) {
  const asked: string[] = [];
  const requests: DiscoveryRequest[] = [];
  const located: LocatePorts = {
    finder: {
      find: async (address) => {
        asked.push(address.kind === 'url' ? address.url : address.name);
        return queue(address);
      },
      urlInStack: async (stack) => stacks[stack] ?? MISSING,
    },
    discover: async (request, anew) => {
      requests.push(request);
      asked.push(anew ? 'discovered anew' : 'discovered');
      return { at: 1, integrations, warnings: [] };
    },
  };
  return { ...located, asked, requests };
}

describe('the queue', () => {
  it.each<[string, Partial<Connection>, Script, string]>([
    ['that is named', { queue: parseQueueAddress(DLQ) }, {}, DLQ_URL],
    ['of the stack that is named', { stack: 'mine' }, { stacks: { mine: found('of mine') } }, 'of mine'],
    ['of the usual stack', {}, { stacks: { 'momento-api': found('usual') } }, 'usual'],
    ['of what the account has', {}, {}, DLQ_URL],
    ['of what the account has, the usual stack being hidden', {}, { stacks: { 'momento-api': DENIED } }, DLQ_URL],
    ['that several integrations share', {}, { integrations: [leaving('one', DLQ), leaving('two', DLQ)] }, DLQ_URL],
    [
      'of the integration that is named',
      { integration: 'two' },
      { integrations: [leaving('one', OTHER), leaving('two', DLQ)], stacks: { 'momento-api': found('usual') } },
      DLQ_URL,
    ],
  ])('%s is found', async (_, words, script, url) => {
    expect(await locateQueue(ports(script), { ...SILENT, ...words })).toBe(url);
  });

  it.each<[string, Partial<Connection>, Script, number, RegExp]>([
    ['a stack that is not there', { stack: 'mine' }, {}, 5, /no stack mine/],
    ['a stack that may not be read', { stack: 'mine' }, { stacks: { mine: DENIED } }, 4, /read the stack mine/],
    ['a queue that is not there', { queue: parseQueueAddress('gone') }, { queue: () => MISSING }, 5, /no queue gone/],
    ['nothing at all', {}, { integrations: [] }, 5, /no rule in this account/],
    [
      'several integrations',
      {},
      { integrations: [leaving('one', DLQ), leaving('two', OTHER)] },
      2,
      /several integrations .*one, two/,
    ],
    [
      'an integration without a queue',
      {},
      { integrations: [leaving('one', undefined)] },
      5,
      /one has a dead letter queue/,
    ],
    ['no integration of that name', { integration: 'three' }, {}, 5, /through a connection three/],
    [
      'several queues',
      { integration: 'both' },
      { integrations: [integrationOf('both', [...leaving('one', DLQ).routes, ...leaving('two', OTHER).routes], [])] },
      2,
      /several dead letter queues: .*:dlq, .*:other/,
    ],
  ])('%s is said, with the exit status for it', async (_, words, script, exit, message) => {
    const located = locateQueue(ports(script), { ...SILENT, ...words });
    await expect(located).rejects.toMatchObject({ exit, message: expect.stringMatching(message) });
  });

  it('that is remembered and gone is looked for anew, once', async () => {
    const gone = ports({ queue: () => MISSING });
    await expect(locateQueue(gone, SILENT)).rejects.toMatchObject({ exit: 5 });
    expect(gone.asked).toEqual(['discovered', 'dlq', 'discovered anew', 'dlq']);
  });
});

describe('the integration', () => {
  it('is looked for in the usual stack, else in the account', async () => {
    const usual = ports({});
    await locateIntegration(usual, { ...SILENT, endpointHosts: ['cache.example.com'] });
    expect(usual.requests).toEqual([{ stack: 'momento-api', orAccount: true, endpointHosts: ['cache.example.com'] }]);
  });

  it('is looked for in the stack that is named and nowhere else', async () => {
    const named = ports({});
    await locateIntegration(named, { ...SILENT, stack: 'mine' });
    expect(named.requests).toEqual([{ stack: 'mine', orAccount: false, endpointHosts: [] }]);
  });

  it('is shown without its queue when that is gone or hidden, and says so', async () => {
    const gone = await locateIntegration(ports({ queue: () => MISSING }), SILENT);
    expect(gone).toMatchObject({ queueUrl: undefined, warnings: [expect.stringMatching(/dlq does not exist.*lost/)] });
    const hidden = await locateIntegration(ports({ queue: () => DENIED }), SILENT);
    expect(hidden).toMatchObject({ queueUrl: undefined, warnings: [expect.stringMatching(/AccessDeniedException/)] });
  });

  it('is shown without a queue when it has none', async () => {
    const located = await locateIntegration(ports({ integrations: [leaving('one', undefined)] }), SILENT);
    expect(located).toMatchObject({ queueUrl: undefined, warnings: [], integration: { name: 'one' } });
  });

  it('of a named queue is the one whose dead letters lie there', async () => {
    const script = { integrations: [leaving('one', OTHER), leaving('two', DLQ)] };
    const queue = parseQueueAddress('dlq');
    const located = await locateIntegration(ports(script), { ...SILENT, queue });
    expect(located).toMatchObject({ integration: { name: 'two' }, queueUrl: DLQ_URL, warnings: [] });
  });

  it('of a named queue leaves its dead letters there and not in one of that name elsewhere', async () => {
    const script = { integrations: [leaving('one', 'arn:aws:sqs:us-east-1:999999999999:dlq'), leaving('two', DLQ)] };
    const located = await locateIntegration(ports(script), { ...SILENT, queue: parseQueueAddress('dlq') });
    expect(located.integration.name).toBe('two');
  });

  it('of a queue that no rule uses is the queue alone, and says so', async () => {
    const script = { integrations: [leaving('one', OTHER)] };
    const located = await locateIntegration(ports(script), { ...SILENT, queue: parseQueueAddress('dlq') });
    expect(located).toMatchObject({ integration: { name: 'dlq', routes: [] }, queueUrl: DLQ_URL });
    expect(located.warnings).toEqual([expect.stringContaining('only the queue is shown')]);
  });

  it.each<[string, Partial<Connection>, number]>([
    ['several', {}, 2],
    ['none of that name', { integration: 'three' }, 5],
  ])('cannot be %s', async (_, words, exit) => {
    const script = { integrations: [leaving('one', DLQ), leaving('two', DLQ)] };
    await expect(locateIntegration(ports(script), { ...SILENT, ...words })).rejects.toMatchObject({ exit });
  });
});
