import { free, invalid, objectAt, optionalText, present, requiredText } from './input.ts';
import type { Authorization, Given } from './records.ts';

const TYPE = { max: 64, pattern: /^(API_KEY|BASIC|OAUTH_CLIENT_CREDENTIALS)$/ };

/** The authorisation of CreateConnection's input. API_KEY and BASIC are known; OAuth would need a real token endpoint. */
export function readAuthorization(input: Given): Authorization {
  const type = requiredText(input, 'AuthorizationType', TYPE);
  const parameters = objectAt(input, 'AuthParameters');
  const invocation = readInvocation(objectAt(parameters, 'InvocationHttpParameters'));
  switch (type) {
    case 'API_KEY': {
      const given = objectAt(parameters, 'ApiKeyAuthParameters');
      const name = requiredText(given, 'ApiKeyName', free(512));
      const value = requiredText(given, 'ApiKeyValue', free(512));
      return {
        type,
        headers: { ...invocation.headers, [name]: value },
        query: invocation.query,
        told: { ApiKeyAuthParameters: { ApiKeyName: name }, ...invocation.told },
      };
    }
    case 'BASIC': {
      const given = objectAt(parameters, 'BasicAuthParameters');
      const user = requiredText(given, 'Username', free(512));
      const credential = Buffer.from(`${user}:${requiredText(given, 'Password', free(512))}`).toString('base64');
      return {
        type,
        headers: { ...invocation.headers, Authorization: `Basic ${credential}` },
        query: invocation.query,
        told: { BasicAuthParameters: { Username: user }, ...invocation.told },
      };
    }
    default:
      throw invalid('The sandbox knows no OAuth connections: it calls nobody for a token.');
  }
}

interface Invocation {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly told: Given;
}

function readInvocation(given: Given): Invocation {
  if (Array.isArray(given.BodyParameters) && given.BodyParameters.length > 0) {
    throw invalid('The sandbox adds no body parameters to calls.');
  }
  const headers = pairs(given, 'HeaderParameters');
  const query = pairs(given, 'QueryStringParameters');
  return {
    headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])),
    query: Object.fromEntries(query.map(({ key, value }) => [key, value])),
    told: Object.keys(given).length === 0 ? {} : { InvocationHttpParameters: hideSecrets(headers, query) },
  };
}

interface Pair {
  readonly key: string;
  readonly value: string;
  readonly secret: boolean;
}

function pairs(given: Given, name: string): readonly Pair[] {
  const list = given[name] ?? [];
  if (!Array.isArray(list)) throw invalid(`${name} is not a list.`);
  return list.map((element: Given) => ({
    key: requiredText(element, 'Key', free(512)),
    value: optionalText(element, 'Value', free(512)) ?? '',
    secret: element.IsValueSecret === true,
  }));
}

function hideSecrets(headers: readonly Pair[], query: readonly Pair[]): Given {
  const told = ({ key, value, secret }: Pair) =>
    present({ Key: key, Value: secret ? undefined : value, IsValueSecret: secret });
  return { HeaderParameters: headers.map(told), QueryStringParameters: query.map(told) };
}
