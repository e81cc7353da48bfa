import type { InFlightMessages } from '../queue/in-flight-messages.ts';
import type { Outcomes } from './outcomes.ts';
import type { Recorder } from './recorder.ts';
import type { RedrivePorts, RedriveRequest, RunPlace, Trace } from './redrive-request.ts';
import type { Change, RunState } from './run-state.ts';
import type { SentRegistry } from './sent-registry.ts';

/** Shared by all parts of one run. */
export interface RunContext {
  readonly ports: RedrivePorts;
  readonly request: RedriveRequest;
  readonly place: RunPlace;
  /** Aborts when the operator stops the run. */
  readonly signal: AbortSignal;
  readonly state: RunState;
  /** Signals changes that a receiver or the sender may wait for. */
  readonly changed: Change;
  readonly inFlight: InFlightMessages;
  readonly registry: SentRegistry;
  readonly recorder: Recorder;
  readonly outcomes: Outcomes;
  readonly trace: Trace;
}
