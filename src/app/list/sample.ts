import { addToGroups, type Group, largestFirst } from '../../domain/diagnosis/groups.ts';
import type { Selection } from '../../domain/selection/selection.ts';
import { Failure } from '../failures.ts';
import { type ListEnd, type ListPorts, list } from './list.ts';

/** A sample reads at most so many messages. */
export const SAMPLE_SIZE = 100;
const POLLERS = 2;

/** Why messages of the queue failed, from as many as a sample reads. */
export interface Sample {
  /** Epoch milliseconds of its end. */
  readonly at: number;
  /** The largest first. */
  readonly groups: readonly Group[];
  readonly read: number;
  /** How many messages the queue called visible when the sample began. */
  readonly visible: number;
  /** Messages that could not be handed back; they return when their lease ends. */
  readonly stuck: number;
  readonly interrupted: boolean;
}

/** What taking a sample tells: how far it is, then either of the ends. */
export type SampleEvent =
  | { readonly kind: 'reading'; readonly read: number }
  | { readonly kind: 'sampled'; readonly sample: Sample }
  /** `stuck`: as for a sample. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly stuck: number };

export interface SampleRequest {
  readonly selection: Selection;
  readonly endpointHosts: readonly string[];
}

/** Reads at most `SAMPLE_SIZE` messages, groups them by cause and hands every one back, also when it is interrupted or fails. */
export async function* sample(
  ports: ListPorts,
  request: SampleRequest,
  signal: AbortSignal,
): AsyncGenerator<SampleEvent> {
  const groups = new Map<string, Group>();
  let visible = 0;
  let end: ListEnd | undefined;
  yield { kind: 'reading', read: 0 };
  try {
    const bounds = {
      concurrency: POLLERS,
      maxRead: SAMPLE_SIZE,
      forced: new Set<string>(),
      enough: () => false,
      isWhole: true,
    };
    const lookup = list(ports, { ...request, ...bounds }, signal);
    for await (const event of lookup) {
      if (event.kind === 'queue') visible = event.queue.visible;
      else if (event.kind === 'dead-letter') addToGroups(groups, event.examined);
      else if (event.kind === 'read') yield { kind: 'reading', read: event.read };
      else end = event;
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    yield { kind: 'failed', failure: error, stuck: 0 };
    return;
  }
  if (end === undefined) throw new Error('a look at the queue ended without its end event');
  const { failure, stuck, read, interrupted } = end;
  if (failure !== undefined) yield { kind: 'failed', failure, stuck };
  else
    yield {
      kind: 'sampled',
      sample: { at: ports.clock.now(), groups: largestFirst(groups), read, visible, stuck, interrupted },
    };
}
