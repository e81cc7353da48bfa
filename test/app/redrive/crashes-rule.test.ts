import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redrive } from '../../../src/app/redrive/redrive.ts';
import type { RedriveRequest } from '../../../src/app/redrive/redrive-request.ts';
import { many, timedOutAlone } from '../../support/builders/dead-letters.ts';
import { found } from '../../support/fakes/fake-integration.ts';
import { IN_MEMORY, type LedgerEngine, SQLITE } from '../../support/fakes/ledger-engines.ts';
import { type Death, mortal, ProcessDied } from '../../support/fakes/mortal.ts';
import { portsOf, REDRIVE_ALL } from '../../support/fakes/use-cases.ts';

const LEASE_MS = 300_000;

const death: fc.Arbitrary<Death> = fc.record({
  atCall: fc.integer({ min: 1, max: 60 }),
  when: fc.constantFrom('before', 'after'),
});

const worlds = fc.record({
  count: fc.integer({ min: 1, max: 45 }),
  concurrency: fc.integer({ min: 1, max: 3 }),
  /** At which request to the bus the rule is disabled, right before it is carried out. */
  disabledAt: fc.integer({ min: 1, max: 5 }),
  deaths: fc.array(death, { minLength: 1, maxLength: 3 }),
  /** What is looked at while it is disabled: by a plan, or by a redrive. */
  dryRun: fc.boolean(),
});

it.each<[LedgerEngine, number]>([
  [IN_MEMORY, 300],
  [SQLITE, 25],
])(
  'whenever a rule is disabled and processes die, nothing is lost once it is enabled again ($name)',
  async (engine, numRuns) => {
    await fc.assert(
      fc.asyncProperty(worlds, async ({ count, concurrency, disabledAt, deaths, dryRun }) => {
        const hooks: (() => void)[] = [];
        let requests = 0;
        let state = 'ENABLED';
        const delivered = new Set<string>();
        const ports = portsOf({
          messages: many(count, timedOutAlone),
          integration: { rule: () => found({ state, pattern: '{"detail-type":["cacheSet"]}' }) },
          bus: {
            request: () => {
              requests += 1;
              if (requests === disabledAt) state = 'DISABLED';
              return 'obey';
            },
            entry: ({ messageId }) => {
              if (state === 'ENABLED') delivered.add(messageId);
              return undefined;
            },
          },
        });
        const ledger = await engine.start(
          () => ports.clock.now(),
          (hook) => hooks.push(hook),
        );
        const process = async (request: Partial<RedriveRequest>, dies?: Death) => {
          const opened = await ledger.open();
          const world = mortal({ ...ports, ledger: opened.ledger }, dies, opened.die);
          try {
            const run = redrive(world, { ...REDRIVE_ALL, concurrency, ...request }, new AbortController().signal);
            for await (const _ of run);
          } catch (error) {
            if (!(error instanceof ProcessDied)) throw error;
          }
          await new Promise((resolve) => setImmediate(resolve));
          ports.clock.advance(LEASE_MS + 1);
        };
        for (const dies of deaths) await process({}, dies);
        await process({ dryRun });
        state = 'ENABLED';
        requests = Number.POSITIVE_INFINITY;
        await process({ unknown: 'resend' });
        for (const hook of hooks) hook();
        expect(ports.queue.visible.concat(ports.queue.hidden)).toEqual([]);
        expect(delivered.size).toBe(count);
      }),
      { numRuns },
    );
  },
);
