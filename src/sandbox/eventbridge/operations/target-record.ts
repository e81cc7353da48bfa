import type { HttpParameters, TargetInput } from '../../../domain/eventbridge/target.ts';
import { placeholdersOf } from '../../../domain/eventbridge/template.ts';
import { parseJson } from '../../../domain/json/json.ts';
import { AwsError } from '../../wire/wire.ts';
import { free, invalid, NAME, objectAt, optionalInteger, optionalText, requiredText, textMap } from '../input.ts';
import type { Given, RetryPolicy, TargetRecord } from '../records.ts';

/** EventBridge's own retry policy where a target has none. Source: user guide, "Retry policy and dead-letter queues". */
export const DEFAULT_RETRY: RetryPolicy = { maximumAttempts: 185, maximumAgeSeconds: 86_400 };

/** Reads one element of PutTargets' list, which stands at `index`; throws ValidationException for what AWS refuses. */
export function readTarget(element: unknown, index: number): TargetRecord {
  if (typeof element !== 'object' || element === null) {
    throw new AwsError('SerializationException', 'A target is not a structure.');
  }
  const given = element as Given;
  const id = requiredText(given, 'Id', { ...NAME, within: `targets.${index + 1}.member.` });
  const arn = requiredText(given, 'Arn', free(1600));
  const roleArn = optionalText(given, 'RoleArn', free(1600));
  if (!arn.startsWith('arn:'))
    throw invalid(`Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`);
  if (arn.includes(':api-destination/') && roleArn === undefined) {
    throw invalid(`RoleArn is required for target ${arn}.`);
  }
  const retry = objectAt(given, 'RetryPolicy');
  return {
    given,
    roleArn,
    target: {
      id,
      arn,
      input: readInput(given, id),
      http: readHttp(objectAt(given, 'HttpParameters')),
      deadLetterArn: optionalText(objectAt(given, 'DeadLetterConfig'), 'Arn', free(1600)),
    },
    retry: {
      maximumAttempts: optionalInteger(retry, 'MaximumRetryAttempts', 0, 185) ?? DEFAULT_RETRY.maximumAttempts,
      maximumAgeSeconds:
        optionalInteger(retry, 'MaximumEventAgeInSeconds', 60, 86_400) ?? DEFAULT_RETRY.maximumAgeSeconds,
    },
  };
}

function readInput(given: Given, id: string): TargetInput {
  const text = optionalText(given, 'Input', free(8192));
  const path = optionalText(given, 'InputPath', free(256));
  const hasTransformer = given.InputTransformer !== undefined && given.InputTransformer !== null;
  if ([text !== undefined, path !== undefined, hasTransformer].filter(Boolean).length > 1) {
    throw invalid(`Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`);
  }
  if (text !== undefined) {
    if (parseJson(text) === undefined) throw invalid(`JSON syntax error in input for target ${id}.`);
    return { kind: 'constant', text };
  }
  if (path !== undefined) return { kind: 'path', path };
  if (!hasTransformer) return { kind: 'whole-event' };
  const transformer = objectAt(given, 'InputTransformer');
  const paths = textMap(transformer, 'InputPathsMap');
  const reserved = Object.keys(paths).find((name) => name.toUpperCase().startsWith('AWS'));
  if (reserved !== undefined) throw invalid(`InputPathsMap key ${reserved} is reserved for target ${id}.`);
  const template = requiredText(transformer, 'InputTemplate', free(8192));
  const unknown = placeholdersOf(template).find((name) => !Object.hasOwn(paths, name) && !isReserved(name));
  if (unknown !== undefined) throw invalid(`InputTemplate for target ${id} contains invalid placeholder ${unknown}.`);
  return { kind: 'transformer', paths, template };
}

/** Source: user guide, "Amazon EventBridge input transformation", predefined variables. */
function isReserved(placeholder: string): boolean {
  return /^aws\.events\.(rule-arn|rule-name|event|event\.json|event\.ingestion-time)$/.test(placeholder);
}

function readHttp(given: Given): HttpParameters {
  const path = given.PathParameterValues ?? [];
  if (!Array.isArray(path) || path.some((value) => typeof value !== 'string')) {
    throw new AwsError('SerializationException', 'PathParameterValues is not a list of strings.');
  }
  return { path, query: textMap(given, 'QueryStringParameters'), headers: textMap(given, 'HeaderParameters') };
}
