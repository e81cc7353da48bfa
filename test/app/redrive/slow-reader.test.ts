import { describe, expect, it } from 'vitest';
import { redrive } from '../../../src/app/redrive/redrive.ts';
import type { RedriveEntry, RedriveEvent } from '../../../src/app/redrive/redrive-events.ts';
import { DEFAULT_RATES, UNLIMITED } from '../../../src/domain/redrive/pace.ts';
import { many, timedOut } from '../../support/builders/dead-letters.ts';
import { turns } from '../../support/fakes/turns.ts';
import { type Ports, portsOf, REDRIVE_ALL, type World } from '../../support/fakes/use-cases.ts';

const MANY = 4_000;

/** A redrive whose reader takes so many outcomes and then stands still. */
async function stalledAfter(outcomes: number, world: Partial<World> = {}, rates = UNLIMITED) {
  const ports = portsOf({ messages: many(MANY, timedOut), ...world });
  const controller = new AbortController();
  const run = redrive(ports, { ...REDRIVE_ALL, concurrency: 4, rates }, controller.signal);
  const read: RedriveEntry[] = [];
  while (read.length < outcomes) {
    const { value } = (await run.next()) as { value: RedriveEvent };
    if (value.kind === 'entry') read.push(value.entry);
  }
  return { ports, run, read, stop: () => controller.abort() };
}

/** Waits until nothing is sent, deleted or received any more. */
async function quiet({ bus, queue }: Ports): Promise<void> {
  const all = () => `${bus.accepted.length} ${queue.removed.length} ${queue.receives} ${queue.handedBack.length}`;
  for (let before = ''; before !== all(); ) {
    before = all();
    await turns(200);
  }
}

async function rest(run: AsyncGenerator<RedriveEvent>): Promise<readonly RedriveEvent[]> {
  const events: RedriveEvent[] = [];
  for await (const event of run) events.push(event);
  return events;
}

describe('a reader that stands still', () => {
  it.each([1, 300])('after %i outcomes pauses the run before sending: what was accepted is deleted', async (taken) => {
    const { ports } = await stalledAfter(taken);
    await quiet(ports);
    expect(ports.bus.accepted.length).toBeGreaterThan(0);
    expect(ports.bus.accepted.length).toBeLessThan(MANY);
    expect(ports.queue.removed.toSorted()).toEqual(ports.bus.accepted.toSorted());
    expect(ports.queue.visible.length).toBeGreaterThan(0);
  });

  it('does not stop visibility timeouts from being extended', async () => {
    const { ports, stop } = await stalledAfter(15);
    await quiet(ports);
    for (let minutes = 0; minutes < 30; minutes += 1) {
      ports.clock.advance(60_000);
      await turns(40);
    }
    expect(ports.queue.hidden.length).toBeGreaterThan(0);
    expect(ports.queue.extended.length).toBeGreaterThan(ports.queue.hidden.length);
    stop();
  });

  it('does not keep an interruption from releasing everything; the outcomes are kept', async () => {
    const { ports, run, read, stop } = await stalledAfter(15);
    await quiet(ports);
    const sent = ports.bus.accepted.length;
    stop();
    await quiet(ports);
    expect(ports.queue.hidden).toEqual([]);
    expect(ports.bus.accepted).toHaveLength(sent);
    expect(ports.queue.visible).toHaveLength(MANY - sent);
    expect([...ports.file.runs.values()]).toMatchObject([{ end: { interrupted: true } }]);
    const events = await rest(run);
    const end = events.at(-1);
    const told = events.filter(({ kind }) => kind === 'entry').length + read.length;
    expect(end).toMatchObject({ kind: 'end', interrupted: true, tally: { removed: sent, selected: told } });
  });

  it('that reads on lets the run go on to its end', async () => {
    const { ports, run } = await stalledAfter(15);
    await quiet(ports);
    expect((await rest(run)).at(-1)).toMatchObject({ kind: 'end', failure: undefined, tally: { removed: MANY } });
    expect(ports.queue.hidden).toEqual([]);
  });

  it('is not waited for in a paced run either', async () => {
    const { ports, stop } = await stalledAfter(5, { messages: many(300, timedOut) }, DEFAULT_RATES);
    await quiet(ports);
    expect(ports.queue.removed).toHaveLength(300);
    expect(ports.queue.hidden).toEqual([]);
    stop();
  });
});

describe('a reader that leaves', () => {
  it('ends the run in order, and the ledger says how it ended', async () => {
    const { ports, run } = await stalledAfter(15);
    await run.return(undefined);
    expect(ports.queue.removed.toSorted()).toEqual(ports.bus.accepted.toSorted());
    expect(ports.queue.hidden).toEqual([]);
    expect(ports.queue.visible).toHaveLength(MANY - ports.queue.removed.length);
    expect([...ports.file.runs.values()]).toMatchObject([
      { end: { exit: 3, failure: 'OutputEnded', interrupted: false, tally: { removed: ports.queue.removed.length } } },
    ]);
  });
});
