import { loadSharedConfigFiles } from '@smithy/core/config';
import { EXIT, Failure } from '../app/failures.ts';
import { quote } from '../domain/text/printable.ts';
import type { Environment } from './proxy-choice.ts';

/** The services that are spoken to, as AWS names them in endpoint settings. */
export const SERVICES = ['sqs', 'eventbridge', 'cloudwatch', 'cloudformation', 'sts'] as const;
export type Service = (typeof SERVICES)[number];

/** Where requests to a service go instead of to AWS. */
export type Endpoints = Readonly<Partial<Record<Service, string>>>;

type Section = Readonly<Record<string, string | undefined>>;
type Sections = Readonly<Record<string, Section>>;

/**
 * The endpoints that the environment and the profile name; the SDK reads those of AWS_PROFILE only, and not those of a profile
 * that is an argument. Rejects with a Failure when the profile, or its services section, does not exist: the SDK would go on
 * with other credentials. Source: AWS SDKs and tools reference guide, "Service-specific endpoints".
 */
export async function configuredEndpoints(profile: string | undefined, environment: Environment): Promise<Endpoints> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  const name = profile ?? (environment.AWS_PROFILE || undefined);
  if (name !== undefined && name !== 'default' && !configFile[name] && !credentialsFile[name]) {
    throw noProfile(name, [...Object.keys(configFile), ...Object.keys(credentialsFile)], environment);
  }
  const section = { ...configFile[name ?? 'default'], ...credentialsFile[name ?? 'default'] };
  return endpointsOf(section, configFile, environment);
}

/** The environment wins over the profile, and in each the service over all. */
export function endpointsOf(section: Section, sections: Sections, environment: Environment): Endpoints {
  const ignored = environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? section.ignore_configured_endpoint_urls;
  if (ignored?.toLowerCase() === 'true') return {};
  const services = section.services === undefined ? {} : sections[`services.${section.services}`];
  if (services === undefined) throw noServices(String(section.services));
  const found = SERVICES.map((service) => [
    service,
    environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ||
      environment.AWS_ENDPOINT_URL ||
      services[`${service}.endpoint_url`] ||
      section.endpoint_url,
  ]);
  return Object.fromEntries(found.filter(([, endpoint]) => endpoint));
}

const MOST_NAMED = 10;

function noProfile(name: string, all: readonly string[], environment: Environment): Failure {
  const files = [
    environment.AWS_CONFIG_FILE || '~/.aws/config',
    environment.AWS_SHARED_CREDENTIALS_FILE || '~/.aws/credentials',
  ];
  const profiles = [...new Set(all)].filter((one) => !/^(services|sso-session)\./.test(one)).sort();
  const some = profiles.slice(0, MOST_NAMED).map((one) => quote(one, 60));
  const more = profiles.length > MOST_NAMED ? ', …' : '';
  return new Failure(
    EXIT.aws,
    'ProfileNotFound',
    `There is no profile ${quote(name, 60)}, neither in ${files.join(' nor in ')}.`,
    profiles.length === 0 ? 'These files have no profile: aws configure' : `Profiles: ${some.join(', ')}${more}`,
  );
}

function noServices(name: string): Failure {
  return new Failure(
    EXIT.aws,
    'ServicesNotFound',
    `The profile names the services ${quote(name, 60)}, and the AWS configuration has no such section.`,
    `Add [services ${quote(name, 60)}], or take the line "services" out of the profile.`,
  );
}
