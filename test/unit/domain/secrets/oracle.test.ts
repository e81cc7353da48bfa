import { extname } from 'node:path';
import { lintSource } from '@secretlint/core';
import { creator, rules } from '@secretlint/secretlint-rule-preset-recommend';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masked, maskedJson } from '../../../../src/domain/secrets/mask.ts';
import { base64 } from '../../../support/builders/credentials.ts';

/** One kind of secret that the preset knows: what to write, and which part of it must not be seen. */
interface Sample {
  readonly rule: string;
  readonly text: fc.Arbitrary<string>;
  readonly secret: (text: string) => string;
  /** Some rules of the preset look into files of this name only; then nothing stands around the text. */
  readonly file?: string;
}

const whole = (text: string) => text;
const after = (sign: RegExp) => (text: string) => text.slice((sign.exec(text)?.index ?? 0) + 1);
const password = (text: string) => /:\/\/[^:]*:(.*)@/.exec(text)?.[1] ?? '';
const form = (rule: string, pattern: RegExp, secret = whole, file?: string): Sample => ({
  rule,
  text: fc.stringMatching(pattern),
  secret,
  ...(file === undefined ? {} : { file }),
});

const PASSWORD = '[A-Za-z]{3}[a-z0-9]{4}[-_a-z0-9]{1,20}[0-9]';
const pem = (name: string, magic: string): Sample => ({
  rule: 'privatekey',
  text: fc
    .array(fc.stringMatching(/^[A-Za-z0-9+/]{64}$/), { minLength: 3, maxLength: 20 })
    .map((lines) => [`-----BEGIN ${name}-----`, magic, ...lines, `-----END ${name}-----`].join('\n')),
  secret: (text) => text.split('\n')[2] ?? '',
});

const SAMPLES: readonly Sample[] = [
  form('aws', /^(?:AKIA|ASIA)[A-Z0-9]{16}$/),
  form('aws', /^aws_secret_access_key = [A-Za-z0-9/+]{39}[A-Za-z0-9]$/, after(/(?<==) /)),
  form('aws', /^"AWSSecretAccessKey" ?: ?"[A-Za-z0-9/+]{39}[A-Za-z0-9]"$/, (text) => text.split('"')[3] ?? ''),
  form('aws', /^SECRET_ACCESS_KEY => '[A-Za-z0-9/+]{39}[A-Za-z0-9]'$/, (text) => text.split("'")[1] ?? ''),
  {
    rule: 'gcp',
    text: fc.array(fc.stringMatching(/^[A-Za-z0-9+/]{64}$/), { minLength: 3, maxLength: 20 }).map((lines) =>
      JSON.stringify({
        type: 'service_account',
        private_key_id: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4',
        private_key: `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`,
        client_email: 'somebody@project.iam.gserviceaccount.com',
      }),
    ),
    secret: (text) => (JSON.parse(text) as { private_key: string }).private_key.split('\n')[1] ?? '',
    file: 'key.json',
  },
  pem('PRIVATE KEY', 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7'),
  pem('RSA PRIVATE KEY', 'MIIEpAIBAAKCAQEA7'),
  pem('EC PRIVATE KEY', 'MIGkAgEBBDB'),
  pem('OPENSSH PRIVATE KEY', 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmU'),
  form('npm', /^npm_[A-Za-z0-9]{36}$/),
  form('npm', /^\/\/registry\.example\.com\/:_authToken=[A-Za-z0-9-]{20,40}$/, after(/=/), '.npmrc'),
  form('npm', /^https:\/\/[a-f0-9]{40}:x-oauth-basic@github\.com\/$/, (text) => text.slice(8, 48), 'package.json'),
  form('basicauth', new RegExp(`^https://[a-z]{4,10}:${PASSWORD}@[a-z]{3,9}\\.example\\.com$`), password),
  form('basicauth', new RegExp(`^ftp://[a-z]{4,10}:${PASSWORD}@files\\.example\\.com$`), password),
  form('openai', /^sk-proj-[A-Za-z0-9_-]{74}T3BlbkFJ[A-Za-z0-9_-]{73}[A-Za-z0-9]$/),
  form('openai', /^sk-svcacct-[A-Za-z0-9_-]{58}T3BlbkFJ[A-Za-z0-9_-]{57}[A-Za-z0-9]$/),
  form('openai', /^sk-[a-zA-Z0-9]{20}T3BlbkFJ[a-zA-Z0-9]{20}$/),
  form('anthropic', /^sk-ant-api03-[A-Za-z0-9_-]{93}AA$/),
  form('groq', /^gsk_[a-zA-Z0-9]{52}$/),
  form('huggingface', /^hf_[a-zA-Z]{34}$/),
  form('linear', /^lin_api_[a-zA-Z0-9]{40}$/),
  form('notion', /^ntn_[0-9]{11}[A-Za-z0-9]{35}$/),
  form('slack', /^xox[bpoar]-[0-9]{12}-[0-9]{12}-[a-zA-Z0-9]{24}$/),
  form('slack', /^xapp-1-[A-Z0-9]{11}-[0-9]{13}-[a-f0-9]{40}$/),
  form('slack', /^https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]{8,10}\/B[A-Z0-9]{8,10}\/[a-zA-Z0-9]{24}$/, (text) =>
    text.slice(-24),
  ),
  form('sendgrid', /^SG\.[A-Za-z0-9_]{22}\.[A-Za-z0-9]{43}$/),
  form('shopify', /^shp(?:pa|ca|at|ss)_[a-fA-F0-9]{32}$/),
  form('stripe', /^(?:sk|rk)_(?:live|test)_[a-zA-Z0-9]{24,99}$/),
  form('github', /^gh[pousr]_[A-Za-z0-9]{36}$/),
  form('github', /^github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}$/),
  form('github', /^ghs_[0-9]{5,9}_[A-Za-z0-9_-]{20,60}\.[A-Za-z0-9_-]{20,200}\.[A-Za-z0-9_-]{42}[A-Za-z0-9]$/),
  form('gitlab', /^glpat-[A-Za-z0-9_-]{20}$/),
  form('grafana', /^glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}$/),
  form('grafana', /^glc_[A-Za-z0-9]{80,120}$/),
  {
    rule: '1password',
    text: fc.stringMatching(/^[A-Za-z0-9]{90,200}$/).map((key) => {
      const muk = key.slice(key.length % 3);
      return `ops_${base64(`{"muk":"${muk}"}`, 'base64')}`;
    }),
    secret: whole,
  },
  form(
    'database-connection-string',
    new RegExp(`^mongodb\\+srv://[a-z]{4,10}:${PASSWORD}@cluster0\\.example\\.com/shop$`),
    password,
  ),
  form(
    'database-connection-string',
    new RegExp(`^mysql://[a-z]{4,10}:${PASSWORD}@10\\.0\\.0\\.7:3306/shop$`),
    password,
  ),
  form(
    'database-connection-string',
    /^postgresql:\/\/[a-z]{4,10}:[A-Za-z]{4}[-!$&*+,;=.:?#~a-z0-9]{6,30}[0-9]@db\.example\.com\/shop$/,
    password,
  ),
  form('hashicorp-vault', /^hv[sr]\.[A-Za-z0-9_-]{90,120}$/),
  form('hashicorp-vault', /^hvb\.[A-Za-z0-9_-]{138,300}$/),
  form('vercel', /^vc[piark]_[A-Za-z0-9]{24,60}$/),
  form('databricks', /^dapi[a-f0-9]{32}(?:-[0-9])?$/),
  form('docker', /^dckr_pat_[a-zA-Z0-9_-]{27}$/),
  form('figma', /^figd_[A-Za-z0-9_-]{40,60}$/),
  form('cloudflare', /^cf(?:k|ut|at)_[A-Za-z0-9]{40}[0-9a-f]{8}$/),
  form('tailscale', /^tskey-(?:auth|api|client)-[0-9A-Za-z]{12,17}-[0-9A-Za-z]{22,32}$/),
];

/** What the preset reports and we show, each with the reason. */
const DIFFERENCES: readonly { readonly messageId: string; readonly text: string; readonly reason: string }[] = [
  {
    messageId: 'AWSAccessKeyID',
    text: `caller ${'AIDA'}IOSFODNN7EXAMPLF`,
    reason:
      'AIDA, AROA, AGPA, AIPA, ANPA and ANVA begin ids of users, roles and policies, which stand in ARNs and give no access',
  },
  { messageId: 'AWSAccountID', text: 'aws_account_id: 210987654321', reason: 'an account id stands in every ARN' },
];

/** Rules of the preset without a text that could be masked. */
const NO_TEXT = { 'filter-comments': 'finds comments that switch the linter off' };

interface Found {
  readonly messageId: string;
  readonly rule: string;
  readonly text: string;
}

async function found(content: string, file = 'a.txt'): Promise<readonly Found[]> {
  const ext = extname(file);
  const source = { content, filePath: file, ext, contentType: 'text' } as const;
  const preset = {
    id: '@secretlint/secretlint-rule-preset-recommend',
    rule: creator,
    options: {},
    rules: [{ id: '@secretlint/secretlint-rule-aws', options: { enableIDScanRule: true } }],
  };
  const { messages } = await lintSource({ source, options: { config: { rules: [preset] } } });
  return messages.map(({ messageId, ruleId, range: [start, end] }) => ({
    messageId,
    rule: ruleId.replace('@secretlint/secretlint-rule-', ''),
    text: content.slice(start, end),
  }));
}

/** A mask shows the last four characters of a long secret. */
const untold = (secret: string) => (secret.length >= 32 ? secret.slice(0, -4) : secret);

const SURROUNDINGS: readonly [string, (text: string) => string][] = [
  ['alone', (text) => text],
  ['in a sentence', (text) => `it was refused: ${text} (once)`],
  ['on a line', (text) => `first\n${text}\nlast`],
];

describe.each(SAMPLES.map((sample, at): [string, Sample] => [`${sample.rule} ${at}`, sample]))('%s', (_, sample) => {
  it.each(SURROUNDINGS)('is found by the preset and masked by us: %s', async (_name, around) => {
    await fc.assert(
      fc.asyncProperty(sample.text, async (text) => {
        const content = sample.file === undefined ? around(text) : text;
        const findings = await found(content, sample.file);
        expect(findings.map(({ rule }) => rule)).toContain(sample.rule);
        const secret = untold(sample.secret(text));
        expect(secret.length).toBeGreaterThan(7);
        const json = JSON.stringify({ detail: { message: JSON.stringify({ note: content }) } });
        for (const shown of [masked(content), maskedJson(json), maskedJson(JSON.stringify({ content }))]) {
          expect(shown).not.toContain(secret);
          for (const finding of findings) expect(shown).not.toContain(finding.text);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('the oracle', () => {
  it('has no rule for which there is no sample', () => {
    const ids = rules.map(({ meta }) => meta.id.replace('@secretlint/secretlint-rule-', ''));
    expect(new Set(ids)).toEqual(new Set([...SAMPLES.map(({ rule }) => rule), ...Object.keys(NO_TEXT)]));
  });

  it.each(DIFFERENCES)('differs on purpose: $messageId, because $reason', async ({ messageId, text }) => {
    expect((await found(text)).map((finding) => finding.messageId)).toContain(messageId);
    expect(masked(text)).toBe(text);
  });
});
