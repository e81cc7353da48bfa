/** What of the environment and the flags decides whose account and which region is asked. */
interface Asked {
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What decides in the environment besides. Source: AWS SDKs and tools reference guide, "Environment variables". */
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
 * A text that differs where another account or region may be asked, without asking. `undefined` where an endpoint is
 * named: an emulator that is started anew has other resources under the same address.
 */
export function placeOf({ profile, region, endpoint }: Asked, environment: Environment): string | undefined {
  const overridden = Object.keys(environment).some((name) => name.startsWith('AWS_ENDPOINT_URL'));
  if (endpoint !== undefined || overridden) return undefined;
  return JSON.stringify([profile, region, ...DECIDING.map((name) => environment[name])]);
}
