import type { DeadLetter } from '../dead-letter/dead-letter.ts';
import {
  type ApiDestination,
  changesEvent,
  type HttpParameters,
  type Target,
  type TargetInput,
} from '../eventbridge/target.ts';
import { quickStartTarget } from '../momento/contract.ts';
import type { Lookup } from './lookup.ts';

/**
 * How a rule's target turns an event into a request to Momento. `deployed` was read from the account; `assumed` is the
 * quick-start's mapping, taken where the deployed one could not be read.
 */
export interface Wiring {
  readonly source: 'deployed' | 'assumed';
  readonly input: TargetInput;
  readonly http: HttpParameters;
  readonly destination: { readonly endpoint: string; readonly method: string };
}

/** The looked-up rule and target of one dead letter. */
export interface DeployedTarget {
  /** The rule's event pattern, looked up only if the body is not a whole event; also undefined where it could not be read. */
  readonly pattern: string | undefined;
  readonly targets: Lookup<readonly Target[]>;
  readonly destination: Lookup<ApiDestination>;
}

/** The wiring of a dead letter; `undefined` where nothing is deployed and the quick-start has no such detail-type. */
export function wiringOf(deployed: DeployedTarget, deadLetter: DeadLetter, detailType: string): Wiring | undefined {
  const assumed = quickStartTarget(detailType);
  const target = targetOf(deployed, deadLetter.targetArn);
  const destination = deployed.destination.kind === 'found' ? deployed.destination.value : assumed?.destination;
  if (target !== undefined && destination !== undefined) {
    const source = deployed.destination.kind === 'found' ? 'deployed' : 'assumed';
    return { source, input: target.input, http: target.http, destination };
  }
  return assumed && { source: 'assumed', ...assumed, destination: destination ?? assumed.destination };
}

/** The target that the dead letter names, among those its rule has now. */
export function targetOf(deployed: DeployedTarget, targetArn: string | undefined): Target | undefined {
  if (deployed.targets.kind !== 'found') return undefined;
  return deployed.targets.value.find((target) => target.arn === targetArn);
}

/** Why a wiring had to be assumed, for the operator; `undefined` when it was read. */
export function wiringWarning(deployed: DeployedTarget, deadLetter: DeadLetter): string | undefined {
  const assumed = 'the mapping of the quick-start template is assumed';
  if (deadLetter.rule === undefined) return `A dead letter names no rule that could be looked up; ${assumed}.`;
  const rule = deadLetter.rule.name;
  if (deployed.targets.kind === 'denied') {
    return `Targets of rule ${rule} could not be read (${deployed.targets.reason}); ${assumed}.`;
  }
  if (deployed.targets.kind === 'missing') return `Rule ${rule} does not exist any more; ${assumed}.`;
  if (targetOf(deployed, deadLetter.targetArn) === undefined) {
    return `Rule ${rule} no longer has the target that failed; ${assumed}.`;
  }
  if (deployed.destination.kind === 'denied') {
    return `API destination of rule ${rule} could not be read (${deployed.destination.reason}); its host was not checked.`;
  }
  if (deployed.destination.kind === 'missing') return `API destination of rule ${rule} does not exist any more.`;
  return undefined;
}

/**
 * Says, for the operator, that a whole event was not to be expected where the target has input settings; `undefined`
 * where it was, or where the settings are only assumed. AWS does not document which of the two a queue gets.
 */
export function wholeEventWarning(wiring: Wiring | undefined): string | undefined {
  if (wiring?.source !== 'deployed' || !changesEvent(wiring.input)) return undefined;
  return (
    'Whole events are in the queue although their target has input settings. AWS usually puts the input of the target ' +
    'there instead. They are sent as they are: check with dlq show that one is the event of the application.'
  );
}
