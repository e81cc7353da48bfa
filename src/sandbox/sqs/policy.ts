import { isJsonObject, type JsonObject, type JsonValue, member, parseJson } from '../../domain/json/json.ts';
import { matchesWildcard } from './wildcard.ts';

/** Someone else's wish to send into a queue. */
export interface SendRequest {
  /** A service: `events.amazonaws.com`. */
  readonly service: string;
  /** On behalf of what: a rule's ARN. */
  readonly sourceArn: string;
  readonly queueArn: string;
}

/** Whether something in a statement holds; `unreadable` where the sandbox does not know what AWS would say. */
type Holds = 'yes' | 'no' | 'unreadable';

/**
 * Does the queue policy let a service send? Reads what "Using dead-letter queues to process undelivered events" shows:
 * Effect, Principal, Action, Resource and conditions on aws:SourceArn. An Allow with anything else in it does not count
 * and a Deny with anything else does, so that the sandbox never lets pass what AWS would refuse.
 */
export function allowsSend(policy: string | undefined, request: SendRequest): boolean {
  const document = policy === undefined ? undefined : parseJson(policy);
  if (!isJsonObject(document)) return false;
  const statements = many(member(document, 'Statement')).filter(isJsonObject);
  const judged = statements.map((statement) => ({
    effect: member(statement, 'Effect'),
    holds: judge(statement, request),
  }));
  const denied = judged.some(({ effect, holds }) => effect === 'Deny' && holds !== 'no');
  return !denied && judged.some(({ effect, holds }) => effect === 'Allow' && holds === 'yes');
}

function judge(statement: JsonObject, request: SendRequest): Holds {
  if (['NotPrincipal', 'NotAction', 'NotResource'].some((name) => Object.hasOwn(statement, name))) return 'unreadable';
  const applies =
    isPrincipal(member(statement, 'Principal'), request.service) &&
    some(lowerCase(member(statement, 'Action')), 'sqs:sendmessage') &&
    some(many(member(statement, 'Resource')), request.queueArn);
  return applies ? judgeCondition(member(statement, 'Condition'), request.sourceArn) : 'no';
}

/** A wildcard principal includes services, as on AWS. */
function isPrincipal(principal: JsonValue | undefined, service: string): boolean {
  if (principal === '*') return true;
  if (!isJsonObject(principal)) return false;
  return many(member(principal, 'Service')).includes(service) || many(member(principal, 'AWS')).includes('*');
}

function judgeCondition(condition: JsonValue | undefined, sourceArn: string): Holds {
  if (condition === undefined) return 'yes';
  if (!isJsonObject(condition)) return 'unreadable';
  const judged = Object.entries(condition).flatMap(([operator, keys]) =>
    isJsonObject(keys)
      ? Object.entries(keys).map(([key, values]) => judgeKey(operator, key, values, sourceArn))
      : ['unreadable' as const],
  );
  if (judged.includes('no')) return 'no';
  return judged.includes('unreadable') ? 'unreadable' : 'yes';
}

/** ArnEquals and ArnLike are the same ("IAM JSON policy elements: Condition operators"). */
function judgeKey(operator: string, key: string, values: JsonValue | undefined, sourceArn: string): Holds {
  if (key.toLowerCase() !== 'aws:sourcearn') return 'unreadable';
  switch (operator) {
    case 'ArnEquals':
    case 'ArnLike':
    case 'StringLike':
      return some(many(values), sourceArn) ? 'yes' : 'no';
    case 'StringEquals':
      return many(values).includes(sourceArn) ? 'yes' : 'no';
    default:
      return 'unreadable';
  }
}

function many(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as JsonValue];
}

function some(patterns: readonly JsonValue[], text: string): boolean {
  return patterns.some((pattern) => typeof pattern === 'string' && matchesWildcard(pattern, text));
}

function lowerCase(values: JsonValue | undefined): readonly JsonValue[] {
  return many(values).map((value) => (typeof value === 'string' ? value.toLowerCase() : value));
}
