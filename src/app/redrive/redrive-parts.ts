import type { InFlightMessages } from '../queue/in-flight-messages.ts';
import { Arrival } from './arrival.ts';
import { Canary } from './canary.ts';
import { Departures } from './departures.ts';
import { Dispatch } from './dispatch.ts';
import type { Known, Prepared } from './known.ts';
import { OtherRules } from './other-rules.ts';
import { Planner, type RunPlace } from './planner.ts';
import { Preflight } from './preflight.ts';
import { Recorder } from './recorder.ts';
import type { RedrivePorts, RedriveRequest } from './redrive-request.ts';
import { RuleLookups } from './rule-lookups.ts';
import { SendQueue } from './send-queue.ts';
import { SentRegistry } from './sent-registry.ts';
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
  inFlight: InFlightMessages,
  begin: () => Promise<void>,
  signal: AbortSignal,
): RedriveParts {
  const { clock, ledger, integration } = ports;
  const { dryRun, forced } = request;
  const recorder = new Recorder(ledger);
  const canary = new Canary();
  const sentRegistry = new SentRegistry(ports.scratch);
  const sendQueue = new SendQueue(request.rates, clock.monotonic());
  const slowDown = () => sendQueue.slowDown(clock.monotonic());
  const rules = new RuleLookups(integration, ports.afterwards ?? integration, clock, forced);
  const preflight = new Preflight({
    integration,
    rules,
    clock,
    forced,
    queueArn: place.queueArn,
    callerAccount: ports.callerAccount,
  });
  const arrival = new Arrival(rules, forced);
  const doubts = (accepted: readonly Prepared[]) => arrival.doubts(accepted);
  const dispatch = new Dispatch({ ports, recorder, inFlight, sentRegistry, canary, doubts, slowDown, signal });
  const otherRules = new OtherRules(ports.neighbours);
  const planner = new Planner({ request, place, ledger, preflight, arrival, sentRegistry, otherRules, clock });
  const doubt = (held: Known) => writeDoubt(recorder, begin, held);
  const departures = new Departures({ planner, sendQueue, dispatch, inFlight, clock, signal });
  const workOff = new WorkOff({ dryRun, planner, doubt, sendQueue, departures, dispatch, canary, clock });
  return { recorder, dispatch, otherRules, workOff };
}
