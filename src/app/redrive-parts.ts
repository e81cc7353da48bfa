import { Arrival } from './arrival.ts';
import { Canary } from './canary.ts';
import { Decider, type RunPlace } from './decider.ts';
import { Departures } from './departures.ts';
import { Dispatch } from './dispatch.ts';
import type { Hands } from './hands.ts';
import type { Known, Prepared } from './known.ts';
import { OnTheBus } from './on-the-bus.ts';
import { OtherRules } from './other-rules.ts';
import { Outbox } from './outbox.ts';
import { Preflight } from './preflight.ts';
import { Recorder } from './recorder.ts';
import type { RedrivePorts, RedriveRequest } from './redrive-request.ts';
import { RuleLooks } from './rule-looks.ts';
import { WorkOff } from './work-off.ts';
import { writeDoubt } from './write-doubt.ts';

/** What a dead letter goes through in one run. */
export interface RedriveParts {
  readonly recorder: Recorder;
  readonly dispatch: Dispatch;
  readonly otherRules: OtherRules;
  readonly workOff: WorkOff;
}

/** Stands the parts of one run together; `begin` opens it in the ledger where that has not been done. */
export function redriveParts(
  ports: RedrivePorts,
  request: RedriveRequest,
  place: RunPlace,
  hands: Hands,
  begin: () => Promise<void>,
  signal: AbortSignal,
): RedriveParts {
  const { clock, ledger, integration } = ports;
  const { dryRun, forced } = request;
  const recorder = new Recorder(ledger);
  const canary = new Canary();
  const onTheBus = new OnTheBus(ports.scratch);
  const outbox = new Outbox(request.rates, clock.monotonic());
  const slowDown = () => outbox.slowDown(clock.monotonic());
  const rules = new RuleLooks(integration, ports.afterwards ?? integration, clock, forced);
  const preflight = new Preflight({ integration, rules, clock, forced, queueArn: place.queueArn });
  const arrival = new Arrival(rules, forced);
  const doubts = (accepted: readonly Prepared[]) => arrival.doubts(accepted);
  const dispatch = new Dispatch({ ports, recorder, hands, onTheBus, canary, doubts, slowDown, signal });
  const otherRules = new OtherRules(ports.neighbours);
  const decider = new Decider({ request, place, ledger, preflight, arrival, onTheBus, otherRules, clock });
  const doubt = (held: Known) => writeDoubt(recorder, begin, held);
  const departures = new Departures({ decider, outbox, dispatch, hands, clock, signal });
  const workOff = new WorkOff({ dryRun, decider, doubt, outbox, departures, dispatch, canary, clock });
  return { recorder, dispatch, otherRules, workOff };
}
