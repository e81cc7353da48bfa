import { type ListEnd, type ListRequest, list, MAX_READ } from '../../../src/app/list/list.ts';
import { MAX_IN_FLIGHT } from '../../../src/app/queue/limits.ts';
import { redrive } from '../../../src/app/redrive/redrive.ts';
import type { RedriveEnd, RedriveEntry } from '../../../src/app/redrive/redrive-events.ts';
import type { RedrivePorts, RedriveRequest } from '../../../src/app/redrive/redrive-request.ts';
import type { ReceivedMessage } from '../../../src/domain/dead-letter/message.ts';
import { UNLIMITED } from '../../../src/domain/redrive/pace.ts';
import { SAFE_ONLY } from '../../../src/domain/repair/repair.ts';
import { NO_SELECTION } from '../../../src/domain/selection/selection.ts';
import { type BusScript, FakeBus } from './fake-bus.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeIntegration, type IntegrationScript } from './fake-integration.ts';
import { FakeLedgerFile } from './fake-ledger.ts';
import { FakeQueue, type QueueScript } from './fake-queue.ts';

/** What a test's world is made of; silence means that all goes well. */
export interface World {
  readonly messages: readonly ReceivedMessage[];
  readonly queue?: QueueScript;
  readonly bus?: BusScript;
  readonly integration?: IntegrationScript;
}

/** Fakes behind all ports. */
export function portsOf({ messages, queue, bus, integration }: World) {
  const clock = new FakeClock();
  const fake = new FakeIntegration(integration);
  const file = new FakeLedgerFile(() => clock.now());
  return {
    clock,
    file,
    ledger: file.open(),
    queue: new FakeQueue(clock, messages, queue),
    bus: new FakeBus(bus),
    integration: fake,
    neighbours: fake,
  };
}

export type Ports = ReturnType<typeof portsOf>;

/** A redrive with `--fix` of everything, by two workers. */
export const REDRIVE_ALL: RedriveRequest = {
  selection: NO_SELECTION,
  policy: { fix: true, repair: SAFE_ONLY, resolved: new Set() },
  endpointHosts: [],
  forced: new Set(),
  concurrency: 2,
  maxInFlight: MAX_IN_FLIGHT,
  rates: UNLIMITED,
  limit: undefined,
  dryRun: false,
  follow: false,
  agreed: undefined,
  unknown: 'resend-if-harmless',
  about: { endpoint: 'aws', flags: '', plan: undefined },
};

/** A look at everything, by two pollers. */
export const LIST_ALL: ListRequest = {
  selection: NO_SELECTION,
  endpointHosts: [],
  concurrency: 2,
  maxRead: MAX_READ,
  forced: new Set(),
  enough: () => false,
  isWhole: true,
};

/** One redrive from its first to its last event. */
export async function redriven(
  ports: Ports & Pick<RedrivePorts, 'afterwards' | 'trace'>,
  request: Partial<RedriveRequest> = {},
  signal = NEVER,
) {
  const entries: RedriveEntry[] = [];
  let end: RedriveEnd | undefined;
  for await (const event of redrive(ports, { ...REDRIVE_ALL, ...request }, signal)) {
    if (event.kind === 'entry') entries.push(event.entry);
    if (event.kind === 'end') end = event;
  }
  if (end === undefined) throw new Error('no end');
  return { entries, end, outcomes: outcomesOf(entries) };
}

/** One look from its first to its last event. */
export async function listed(ports: Ports, request: Partial<ListRequest> = {}, signal = NEVER) {
  const ids: string[] = [];
  let end: ListEnd | undefined;
  for await (const event of list(ports, { ...LIST_ALL, ...request }, signal)) {
    if (event.kind === 'dead-letter') ids.push(event.examined.deadLetter.messageId);
    if (event.kind === 'end') end = event;
  }
  if (end === undefined) throw new Error('no end');
  return { ids, end };
}

const NEVER = new AbortController().signal;

/** `id outcome` or, for what is held, `id held: reason`; sorted. */
function outcomesOf(entries: readonly RedriveEntry[]): readonly string[] {
  return entries
    .map(({ examined, outcome, decision }) => {
      const why = decision.verdict === 'hold' ? `: ${decision.reason}` : '';
      return `${examined.deadLetter.messageId} ${outcome}${why}`;
    })
    .sort();
}
