import { InvalidEventPatternException, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { beforeAll, expect } from 'vitest';
import { PATTERN_TABLES, REFUSED_TABLES } from '../../support/patterns/tables.ts';
import { contractPart } from '../contract.ts';
import type { Engine } from '../engine.ts';
import { eventBridgeBenchOf } from './bench.ts';
import { deliveries } from './pattern-deliveries.ts';

/** What patterns match: the tables that our own matcher is held to, by what is delivered to a queue. */
export function eventPatternsContract(engine: Engine): void {
  contractPart(engine, 'Event patterns', (it) => {
    const bench = eventBridgeBenchOf(engine);
    const tables = Object.entries(PATTERN_TABLES);
    const delivered = new Map<string, readonly (readonly unknown[])[]>();
    beforeAll(async () => {
      const running = await engine.start();
      await Promise.all(
        tables.map(async ([name, table]) => delivered.set(name, await deliveries(running.endpoint, table))),
      );
      await running.stop();
    });

    for (const [name, table] of tables) {
      for (const [row, { pattern, matching }] of table.entries()) {
        it(`${name}: ${pattern}`, async () => {
          const events = delivered.get(name)?.[row] ?? [];
          const tooMuch = events.filter((event) => !matching.includes(event));
          const tooLittle = matching.filter((event) => !events.includes(event));
          if (tooMuch.length + tooLittle.length > 0) {
            throw new Error(`too much: ${JSON.stringify(tooMuch)}, too little: ${JSON.stringify(tooLittle)}`);
          }
        });
      }
    }

    for (const [name, table] of Object.entries(REFUSED_TABLES)) {
      it(`refuses patterns: ${name}`, async () => {
        const taken: string[] = [];
        for (const [EventPattern] of table.filter(([pattern]) => pattern !== '')) {
          const put = bench.client.send(new PutRuleCommand({ Name: bench.name('rule'), EventPattern }));
          const isRefused = await put.then(
            () => false,
            (error) => error instanceof InvalidEventPatternException,
          );
          if (!isRefused) taken.push(EventPattern);
        }
        expect(taken.length, taken.join('\n')).toBe(0);
      });
    }
  });
}
