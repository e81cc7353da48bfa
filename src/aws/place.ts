/** The settings that decide which account and region is asked. */
interface Asked {
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
  readonly endpoints?: Readonly<Record<string, string | undefined>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that decide too. Source: AWS SDKs and tools reference guide, "Environment variables". */
const DECIDING = [
  'AWS_PROFILE',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_ROLE_ARN',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
];

/**
 * A text that differs where another account or region may be asked. `undefined` where an endpoint is named: an emulator
 * that starts again has other resources under the same address.
 */
export function placeOf(
  { profile, region, endpoint, endpoints = {} }: Asked,
  environment: Environment,
): string | undefined {
  const overridden = Object.keys(environment).some((name) => name.startsWith('AWS_ENDPOINT_URL'));
  if (endpoint !== undefined || overridden || Object.keys(endpoints).length > 0) return undefined;
  return JSON.stringify([profile, region, ...DECIDING.map((name) => environment[name])]);
}
