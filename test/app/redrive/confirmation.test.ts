import { expect, it } from 'vitest';
import { EXIT, Failure } from '../../../src/app/failures.ts';
import type { Rule } from '../../../src/app/ports.ts';
import type { Lookup } from '../../../src/domain/integration/lookup.ts';
import { many, timedOut } from '../../support/builders/dead-letters.ts';
import {
  DENIED,
  FakeIntegration,
  found,
  type IntegrationScript,
  MISSING,
} from '../../support/fakes/fake-integration.ts';
import { turns } from '../../support/fakes/turns.ts';
import { portsOf, redriven } from '../../support/fakes/use-cases.ts';

const ENABLED: Lookup<Rule> = found({ state: 'ENABLED', pattern: '{"detail-type":["cacheSet"]}' });

/** Forty events of which the second request is the last before something changes; one worker. */
async function changedAfterTwo(change: (isChanged: () => boolean) => IntegrationScript) {
  let requests = 0;
  const ports = portsOf({
    messages: many(40, timedOut),
    bus: {
      request: () => {
        requests += 1;
        return 'obey';
      },
    },
    integration: change(() => requests >= 2),
  });
  const { end } = await redriven(ports, { concurrency: 1 });
  return { tally: end.tally, failure: end.failure?.code, removed: ports.queue.removed.length, ports };
}

it.each<[string, (isChanged: () => boolean) => IntegrationScript]>([
  ['the rule is disabled', (is) => ({ rule: () => (is() ? found({ state: 'DISABLED', pattern: '{}' }) : ENABLED) })],
  ['the rule is gone', (is) => ({ rule: () => (is() ? MISSING : ENABLED) })],
  [
    'the rule matches something else',
    (is) => ({ rule: () => (is() ? found({ state: 'ENABLED', pattern: '{"source":["another"]}' }) : ENABLED) }),
  ],
  ['nobody may look any more', (is) => ({ rule: () => (is() ? DENIED : ENABLED) })],
])('nothing that was accepted is deleted when %s meanwhile', async (_, change) => {
  const { tally, removed, ports } = await changedAfterTwo(change);
  expect(removed).toBe(10);
  expect(tally.removed).toBe(10);
  expect(tally.unknown).toBeGreaterThanOrEqual(10);
  expect(tally.removed + tally.unknown + tally.held).toBe(40);
  expect(ports.queue.hidden).toHaveLength(tally.unknown);
  expect(ports.file.stored.filter(({ state }) => state === 'unknown')).toHaveLength(tally.unknown);
});

it('a look that fails leaves what was accepted unknown, and ends nothing else', async () => {
  const down = new Failure(EXIT.aws, 'TimeoutError', 'AWS could not be reached.', '');
  const { tally, removed } = await changedAfterTwo((is) => ({
    rule: () => {
      if (is()) throw down;
      return ENABLED;
    },
  }));
  expect(removed).toBe(10);
  expect(tally.unknown).toBeGreaterThanOrEqual(10);
  expect(tally.removed + tally.unknown + tally.left).toBe(40);
});

it('looks once for many: calls stay few', async () => {
  const ports = portsOf({ messages: many(400, timedOut) });
  await redriven(ports, { concurrency: 8 });
  expect(ports.queue.removed).toHaveLength(400);
  const lookups = ports.integration.lookups.filter((look) => look === 'rule').length;
  expect(lookups).toBeLessThanOrEqual(12);
});

it('looks afterwards with what a stop does not cut', async () => {
  const ports = portsOf({ messages: many(10, timedOut) });
  const afterwards = new FakeIntegration();
  await redriven({ ...ports, afterwards });
  expect(afterwards.lookups).toEqual(['rule', 'targets']);
});

it('deletes what was accepted while a receive waits, and not after it', async () => {
  let receives = 0;
  let meanwhile: number | undefined;
  const travels = () => {
    receives += 1;
    if (receives < 3) return 3;
    void turns(100).then(() => {
      meanwhile = ports.queue.removed.length;
    });
    return 200;
  };
  const ports = portsOf({ messages: many(30, timedOut), queue: { travels } });
  await redriven(ports, { concurrency: 1 });
  expect({ meanwhile, afterwards: ports.queue.removed.length }).toEqual({ meanwhile: 20, afterwards: 30 });
});
