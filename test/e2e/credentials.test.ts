import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { before } from '../support/before-sandbox.ts';
import { bench, REDRIVE } from './bench.ts';
import { momentoEb, momentoEbOnTerminal, startedMomentoEb } from './cli.ts';

const KEYS = { Version: 1, AccessKeyId: 'AKIDEXAMPLE', SecretAccessKey: 'secret' };

// Such a program may ask for a touch of a key, and single sign-on asks over the network.
it.each([
  ['dlq list looks for credentials once', ['dlq', 'list'], 1],
  ['dlq redrive does too, although it tells the ledger who did it', REDRIVE, 1],
])('%s', async (_, words, times) => {
  const folder = mkdtempSync(join(tmpdir(), 'momento-eb-credentials-'));
  const config = join(folder, 'config');
  const keys = join(folder, 'keys');
  const asked = join(folder, 'asked');
  writeFileSync(keys, JSON.stringify(KEYS));
  writeFileSync(
    config,
    `[profile ops]\nregion = us-east-1\ncredential_process = sh -c "echo >> ${asked}; cat ${keys}"\n`,
  );
  const { environment } = await bench(onTestFinished);
  const set = { ...environment, AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
  await momentoEb([...words, '--profile', 'ops'], { ...set, AWS_CONFIG_FILE: config });
  expect(readFileSync(asked, 'utf8')).toBe('\n'.repeat(times));
  rmSync(folder, { recursive: true, force: true });
});

describe.concurrent('a profile', () => {
  /** A bench that only a profile leads to. */
  const withProfile = async (onTestFinished: TestContext['onTestFinished'], ...lines: readonly string[]) => {
    const { environment, queueUrl } = await bench(onTestFinished);
    const folder = mkdtempSync(join(tmpdir(), 'momento-eb-profile-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const url = new URL(queueUrl ?? '').origin;
    const config = join(folder, 'config');
    writeFileSync(config, lines.join('\n').replaceAll('SANDBOX', url));
    const { AWS_ENDPOINT_URL: _, AWS_REGION: __, ...rest } = environment as Record<string, string | undefined>;
    return {
      url,
      folder,
      set: { ...rest, AWS_CONFIG_FILE: config, AWS_ENDPOINT_URL: undefined, AWS_REGION: undefined },
    };
  };
  const KEPT = ['region = us-east-1', 'aws_access_key_id = a', 'aws_secret_access_key = s'];

  it('leads to its endpoint, and the ledger says so', async ({ onTestFinished }) => {
    const { set } = await withProfile(onTestFinished, '[profile local]', ...KEPT, 'endpoint_url = SANDBOX');
    const words = [...REDRIVE, '--profile', 'local'];
    const { status, stderr } = await momentoEb(words, { ...set, AWS_ACCESS_KEY_ID: undefined });
    expect({ status, stderr: stderr.includes('momento-eb:') }).toEqual({ status: 3, stderr: false });
    const { stdout } = await momentoEb(['ledger', 'list', '--json'], set);
    expect(JSON.parse(stdout)).toMatchObject({ runs: [{ endpoint: 'other' }] });
  });

  it('leads to the endpoints of its services', async ({ onTestFinished }) => {
    const services = ['sqs', 'eventbridge', 'cloudformation'].flatMap((name) => [
      `${name} =`,
      '  endpoint_url = SANDBOX',
    ]);
    const { set } = await withProfile(
      onTestFinished,
      '[profile local]',
      ...KEPT,
      'services = here',
      '[services here]',
      ...services,
    );
    expect(await momentoEb(['dlq', 'list', '--profile', 'local'], set)).toMatchObject({ status: 0 });
    expect(await momentoEb(['dlq', 'list'], { ...set, AWS_PROFILE: 'local' })).toMatchObject({ status: 0 });
  });

  it('that does not exist is named, with those that do', async ({ onTestFinished }) => {
    const { set } = await withProfile(onTestFinished, '[profile one]', ...KEPT, '[profile two]', ...KEPT);
    for (const ended of [
      await momentoEb(['dlq', 'list', '--profile', 'tow'], set),
      await momentoEb(['stats'], { ...set, AWS_PROFILE: 'tow' }),
    ]) {
      expect(ended).toMatchObject({ status: 4, stdout: '' });
      expect(ended.stderr).toContain('There is no profile tow');
      expect(ended.stderr).toContain(set.AWS_CONFIG_FILE);
      expect(ended.stderr).toContain('one, two');
    }
  });

  it('beside keys is said in one line', async ({ onTestFinished }) => {
    const { set } = await withProfile(onTestFinished, '[profile local]', ...KEPT, 'endpoint_url = SANDBOX');
    const keys = { AWS_ACCESS_KEY_ID: 'b', AWS_SECRET_ACCESS_KEY: 't', AWS_PROFILE: 'local' };
    const { status, stderr } = await momentoEb(['dlq', 'list', '--json'], { ...set, ...keys });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'AWS_PROFILE and AWS_ACCESS_KEY_ID are both set: the profile is used.\n',
    });
  });
});

describe.concurrent('the region', () => {
  it('is AWS_DEFAULT_REGION where AWS_REGION is empty', async ({ onTestFinished }) => {
    const { environment } = await bench(onTestFinished);
    const set = { ...environment, AWS_REGION: '', AWS_DEFAULT_REGION: 'us-east-1' };
    expect(await momentoEb(['dlq', 'list'], set)).toMatchObject({ status: 0 });
  });

  it('is that of the profile where AWS_REGION is empty', async ({ onTestFinished }) => {
    const { environment } = await bench(onTestFinished);
    const folder = mkdtempSync(join(tmpdir(), 'momento-eb-region-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'config'), '[default]\nregion = us-east-1\n');
    const set = { ...environment, AWS_REGION: '', AWS_CONFIG_FILE: join(folder, 'config') };
    expect(await momentoEb(['dlq', 'list'], set)).toMatchObject({ status: 0 });
  });
});

it('a token file that is not there is said, and not blamed on the network', async ({ onTestFinished }) => {
  const { environment } = await bench(onTestFinished);
  const { status, stderr } = await momentoEb(['dlq', 'list'], {
    ...environment,
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/ops',
    AWS_WEB_IDENTITY_TOKEN_FILE: '/no/such/token',
  });
  expect(status).toBe(4);
  expect(stderr).toContain('/no/such/token');
  expect(stderr).not.toContain('could not be reached');
});

it('a program that gives no credentials does not keep Ctrl+C from ending the run', async ({ onTestFinished }) => {
  const { environment } = await bench(onTestFinished);
  const folder = mkdtempSync(join(tmpdir(), 'momento-eb-hang-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [config, asked] = [join(folder, 'config'), join(folder, 'asked')];
  writeFileSync(
    config,
    `[profile ops]\nregion = us-east-1\ncredential_process = sh -c "echo > ${asked}; exec sleep 20"\n`,
  );
  const { child, ended } = startedMomentoEb(['dlq', 'list', '--profile', 'ops'], {
    ...environment,
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_CONFIG_FILE: config,
  });
  await expect.poll(() => existsSync(asked), { timeout: 10_000 }).toBe(true);
  const stoppedAt = performance.now();
  child.kill('SIGINT');
  const [status] = await once(child, 'exit');
  expect(status).toBe(130);
  expect(performance.now() - stoppedAt).toBeLessThan(5_000);
  await ended;
}, 40_000);

describe('a profile with a multi-factor device', () => {
  const DEVICE = 'arn:aws:iam::123456789012:mfa/ops';

  /** A bench whose STS gives keys for the code 123456 only. */
  const withMfa = async (onTestFinished: TestContext['onTestFinished']) => {
    const { environment } = await bench(onTestFinished);
    const codes: (string | null)[] = [];
    const url = await before(
      String((environment as Record<string, string>).AWS_ENDPOINT_URL),
      (operation, _, response, body) => {
        if (operation !== 'AssumeRole') return false;
        const asked = new URLSearchParams(body);
        codes.push(asked.get('TokenCode'));
        const keys =
          '<AccessKeyId>a</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration>';
        const answer = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>${keys}</Credentials></AssumeRoleResult></AssumeRoleResponse>`;
        response.writeHead(200, { 'content-type': 'text/xml' }).end(answer);
        return true;
      },
      onTestFinished,
    );
    const folder = mkdtempSync(join(tmpdir(), 'momento-eb-mfa-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const config = join(folder, 'config');
    const role = ['[profile ops]', 'region = us-east-1', 'role_arn = arn:aws:iam::123456789012:role/ops'];
    const source = ['source_profile = base', `mfa_serial = ${DEVICE}`, '[profile base]', 'aws_access_key_id = a'];
    writeFileSync(config, [...role, ...source, 'aws_secret_access_key = s'].join('\n'));
    const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
    return { codes, set: { ...environment, ...none, AWS_ENDPOINT_URL: url, AWS_CONFIG_FILE: config } };
  };

  it('asks for the code on a terminal, once', async ({ onTestFinished }) => {
    const { codes, set } = await withMfa(onTestFinished);
    const terminal = momentoEbOnTerminal(['dlq', 'list', '--profile', 'ops'], set);
    await terminal.shown(`Code of the MFA device ${DEVICE}: `);
    terminal.type('123456\r');
    const { status, screen } = await terminal.ended;
    expect({ status, screen }).toEqual({ status: 0, screen: expect.stringContaining('12 messages') });
    expect(codes).toEqual(['123456']);
  });

  it('says that it needs a terminal where there is none', async ({ onTestFinished }) => {
    const { codes, set } = await withMfa(onTestFinished);
    const { status, stderr } = await momentoEb(['dlq', 'list', '--profile', 'ops'], set);
    expect(status).toBe(4);
    expect(stderr).toContain(DEVICE);
    expect(stderr).toContain('terminal');
    expect(codes).toEqual([]);
  });
});
