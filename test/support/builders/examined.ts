import type { DeadLetter } from '../../../src/domain/dead-letter/dead-letter.ts';
import { examine as examineIn } from '../../../src/domain/diagnosis/examine.ts';
import type { Examined } from '../../../src/domain/diagnosis/examined.ts';
import type { RulePlace } from '../../../src/domain/diagnosis/obstacle.ts';
import type { ApiDestination, HttpParameters, Target, TargetInput } from '../../../src/domain/eventbridge/target.ts';
import type { DeployedTarget } from '../../../src/domain/integration/wiring.ts';
import { isDetailType, OPERATIONS, quickStartTarget } from '../../../src/domain/momento/contract.ts';
import { baseUrlOf } from '../../../src/domain/momento/hosts.ts';
import { deadLetter, type Sample, TARGET_ARN } from './messages.ts';

/** What differs between the quick-start and what is deployed in a test. */
export interface Deployment {
  readonly endpoint?: string;
  readonly endpointHosts?: readonly string[];
  readonly rulePlace?: RulePlace;
  readonly http?: HttpParameters;
  readonly input?: TargetInput;
  readonly detailType?: string;
  /** The rule's event pattern, as it was looked up. */
  readonly pattern?: string;
}

/** An API destination of the quick-start, in us-east-1. */
export function destination(endpoint?: string, detailType = 'cacheSet'): ApiDestination {
  const operation = isDetailType(detailType) ? OPERATIONS[detailType] : undefined;
  return {
    name: 'momento-put',
    arn: TARGET_ARN,
    endpoint: endpoint ?? `${baseUrlOf('us-east-1')}${operation?.path}`,
    method: operation?.method ?? '',
    state: 'ACTIVE',
    connectionArn: undefined,
  };
}

/** The target of the quick-start for a detail-type. */
export function target(detailType = 'cacheSet', http?: HttpParameters, input?: TargetInput): Target {
  const quickStart = quickStartTarget(detailType);
  if (quickStart === undefined) throw new Error(`the quick-start has no target for ${detailType}`);
  return {
    id: 'target',
    arn: TARGET_ARN,
    input: input ?? quickStart.input,
    http: http ?? quickStart.http,
    deadLetterArn: undefined,
  };
}

/** Rule, target and destination as they were read from an account. */
export function deployed({ endpoint, http, input, pattern, detailType = 'cacheSet' }: Deployment = {}): DeployedTarget {
  return {
    pattern,
    targets: { kind: 'found', value: [target(detailType, http, input)] },
    destination: { kind: 'found', value: destination(endpoint, detailType) },
  };
}

/** An account in which nothing may be read. */
export const NOTHING_READABLE: DeployedTarget = {
  pattern: undefined,
  targets: { kind: 'denied', reason: 'AccessDeniedException' },
  destination: { kind: 'denied', reason: 'AccessDeniedException' },
};

/** A dead letter, diagnosed in these surroundings. */
export function examine(
  letter: DeadLetter,
  deployed: DeployedTarget,
  endpointHosts: readonly string[] = [],
  rulePlace: RulePlace = 'here',
): Examined {
  return examineIn(letter, { deployed, endpointHosts, rulePlace });
}

/** A sample, diagnosed with the quick-start deployed for its detail-type, or a deployment that differs from it. */
export function examined(sample: Sample = {}, deployment: Deployment = {}): Examined {
  const known = quickStartTarget(sample.detailType ?? 'cacheSet') === undefined ? 'cacheSet' : sample.detailType;
  const found = deployed({ ...(known === undefined ? {} : { detailType: known }), ...deployment });
  return examine(deadLetter(sample), found, deployment.endpointHosts, deployment.rulePlace);
}
