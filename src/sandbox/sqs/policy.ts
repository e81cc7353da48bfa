import { isJsonObject, type JsonObject, type JsonValue, member, parseJson } from '../../domain/json/json.ts';

/** Someone else's wish to send into a queue. */
export interface SendRequest {
  /** A service: `events.amazonaws.com`. */
  readonly service: string;
  /** On behalf of what: a rule's ARN. */
  readonly sourceArn: string;
  readonly queueArn: string;
}

/**
 * Does the queue policy let a service send? Reads what the EventBridge page "Using dead-letter queues" shows: statements
 * with Effect, Principal, Action, Resource and conditions on aws:SourceArn. Any other condition or element is taken as
 * not fulfilled, so that a policy the sandbox cannot read never allows more than AWS would.
 */
export function allowsSend(policy: string | undefined, request: SendRequest): boolean {
  const document = policy === undefined ? undefined : parseJson(policy);
  if (!isJsonObject(document)) return false;
  const applying = list(member(document, 'Statement')).filter((statement) => applies(statement, request));
  return applying.some((one) => one.Effect === 'Allow') && !applying.some((one) => one.Effect === 'Deny');
}

function list(value: JsonValue | undefined): readonly JsonObject[] {
  return many(value).filter(isJsonObject);
}

function many(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as JsonValue];
}

function applies(statement: JsonObject, request: SendRequest): boolean {
  return (
    isPrincipal(member(statement, 'Principal'), request.service) &&
    some(member(statement, 'Action'), 'sqs:SendMessage', false) &&
    some(member(statement, 'Resource'), request.queueArn, true) &&
    isFulfilled(member(statement, 'Condition'), request.sourceArn)
  );
}

/** A wildcard principal includes services, as on AWS. */
function isPrincipal(principal: JsonValue | undefined, service: string): boolean {
  if (principal === '*') return true;
  if (!isJsonObject(principal)) return false;
  return many(member(principal, 'Service')).includes(service) || many(member(principal, 'AWS')).includes('*');
}

function some(patterns: JsonValue | undefined, text: string, caseMatters: boolean): boolean {
  return many(patterns).some((pattern) => typeof pattern === 'string' && matches(pattern, text, caseMatters));
}

function isFulfilled(condition: JsonValue | undefined, sourceArn: string): boolean {
  if (condition === undefined) return true;
  if (!isJsonObject(condition)) return false;
  return Object.entries(condition).every(([operator, keys]) => {
    if (!isJsonObject(keys)) return false;
    return Object.entries(keys).every(([key, values]) => holds(operator, key, values, sourceArn));
  });
}

/** ArnEquals and ArnLike are the same ("IAM JSON policy elements: Condition operators"). */
function holds(operator: string, key: string, values: JsonValue | undefined, sourceArn: string): boolean {
  if (key.toLowerCase() !== 'aws:sourcearn') return false;
  switch (operator) {
    case 'ArnEquals':
    case 'ArnLike':
    case 'StringLike':
      return some(values, sourceArn, true);
    case 'StringEquals':
      return many(values).includes(sourceArn);
    default:
      return false;
  }
}

/** `*` stands for any text, `?` for one character; without backtracking beyond the last star. */
export function matches(pattern: string, text: string, caseMatters: boolean): boolean {
  const wild = caseMatters ? pattern : pattern.toLowerCase();
  const plain = caseMatters ? text : text.toLowerCase();
  let at = 0;
  let in_ = 0;
  let star = -1;
  let resume = 0;
  while (in_ < plain.length) {
    if (wild[at] === '*') {
      star = at;
      resume = in_;
      at += 1;
    } else if (at < wild.length && (wild[at] === '?' || wild[at] === plain[in_])) {
      at += 1;
      in_ += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      in_ = resume;
    } else {
      return false;
    }
  }
  while (wild[at] === '*') at += 1;
  return at === wild.length;
}
