import { addToGroups, type Group, largestFirst } from '../../domain/diagnosis/groups.ts';
import type { Selection } from '../../domain/selection/selection.ts';
import { Failure } from '../failures.ts';
import { type ListEnd, type ListPorts, list } from './list.ts';

/** The maximum number of messages in a sample. */
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
  /** Messages that could not be released; they return when their visibility timeout ends. */
  readonly stuck: number;
  readonly interrupted: boolean;
}

/** The events of a sample: its progress, then one of the two ends. */
export type SampleEvent =
  | { readonly kind: 'reading'; readonly read: number }
  | { readonly kind: 'sampled'; readonly sample: Sample }
  /** `stuck`: as for a sample. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly stuck: number };

export interface SampleRequest {
  readonly selection: Selection;
  readonly endpointHosts: readonly string[];
}

/** Reads at most `SAMPLE_SIZE` messages, groups them by cause and releases every one, also when it is interrupted or fails. */
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
    for await (const event of list(ports, { ...request, ...bounds }, signal)) {
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
  if (end === undefined) throw new Error('a list ended without its end event');
  const { failure, stuck, read, interrupted } = end;
  if (failure !== undefined) yield { kind: 'failed', failure, stuck };
  else
    yield {
      kind: 'sampled',
      sample: { at: ports.clock.now(), groups: largestFirst(groups), read, visible, stuck, interrupted },
    };
}
