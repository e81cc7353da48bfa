import { Canary } from './canary.ts';
import { Decider, type RunPlace } from './decider.ts';
import { Dispatch } from './dispatch.ts';
import type { Hands } from './hands.ts';
import type { Prepared } from './known.ts';
import { OnTheBus } from './on-the-bus.ts';
import { OtherRules } from './other-rules.ts';
import { Outbox } from './outbox.ts';
import { Preflight } from './preflight.ts';
import { Recorder } from './recorder.ts';
import type { RedrivePorts, RedriveRequest } from './redrive-request.ts';
import { WorkOff } from './work-off.ts';

/** What a dead letter goes through in one run. */
export interface RedriveParts {
  readonly recorder: Recorder;
  readonly dispatch: Dispatch;
  readonly otherRules: OtherRules;
  readonly workOff: WorkOff;
}

/** Stands the parts of one run together. */
export function redriveParts(
  ports: RedrivePorts,
  request: RedriveRequest,
  place: RunPlace,
  hands: Hands,
  signal: AbortSignal,
): RedriveParts {
  const { clock, ledger } = ports;
  const recorder = new Recorder(ledger);
  const canary = new Canary();
  const onTheBus = new OnTheBus(ports.scratch);
  const outbox = new Outbox(request.rates, clock.monotonic());
  const slowDown = () => outbox.slowDown(clock.monotonic());
  const preflight = new Preflight(ports, request.forced, place.queueArn);
  const doubts = (accepted: readonly Prepared[]) => preflight.doubts(accepted);
  const dispatch = new Dispatch({ ports, recorder, hands, onTheBus, canary, doubts, slowDown, signal });
  const otherRules = new OtherRules(ports.neighbours);
  const decider = new Decider({ request, place, ledger, preflight, onTheBus, otherRules, clock });
  const workOff = new WorkOff({ dryRun: request.dryRun, decider, outbox, dispatch, canary, hands, clock, signal });
  return { recorder, dispatch, otherRules, workOff };
}
