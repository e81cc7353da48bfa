/**
 * How a credential begins and goes on. It starts with one of `starts`, which is literal text, and continues with `rest`, a
 * regular expression that takes time linear in the length of what it reads. If `rest` has a group `secret`, only that part
 * is masked.
 */
export interface Form {
  readonly starts: readonly string[];
  readonly rest: string;
  /** It may follow a letter or a digit. All other forms begin a word. */
  readonly withinWord?: boolean;
}

/** A kind of credential that is recognised by its form, whatever it is called. */
export interface FormRule {
  /** The kind in the mask, such as `github` in `‹credential:github…ab12›`. */
  readonly id: string;
  readonly recognises: string;
  readonly forms: readonly Form[];
  /** A made-up credential in two parts, so that no scanner takes this file for a leak. */
  readonly example: readonly [string, string];
}

/** Names of headers, parameters and members whose value is a credential. */
export interface NameRule {
  readonly id: string;
  readonly recognises: string;
  /** How a name ends, as a regular expression for any case. A `-` stands for `-`, `_` or nothing. Any text may stand before it. */
  readonly names: string;
  /** Words which, right before such an end, make it the name of something else. */
  readonly except?: string;
  /**
   * What to take as a value without quotes after a colon. `line`: these are names of headers, so everything to the end of
   * the line. `word`: these are words of ordinary sentences too, so only one word, and only if it has the form of a credential.
   */
  readonly reach: 'line' | 'word';
  /** The name with its sign, and a made-up value. */
  readonly example: readonly [string, string];
}

const made = (length: number, of = 'Xy7qWz3KpR9mVt2LbN8cHd5JfG4sTx6vQ') =>
  of.repeat(Math.ceil(length / of.length)).slice(0, length);
const HEX = '9f3c07ae51d8b246';

const PEM_BODY = String.raw`(?:(?!-----END)(?:[\w+/=:,.()\s-]|\\[nrt]))*`;
const IN_URL = String.raw`[^\s/?#"'<>@:\\]`;

export const FORM_RULES = [
  {
    id: 'aws',
    recognises: 'AWS access key ids (`AKIA`, `ASIA`) and a secret access key near one; session tokens',
    forms: [
      { starts: ['AKIA', 'ASIA'], rest: '[A-Z0-9]{16}(?![A-Za-z0-9])' },
      { starts: ['IQoJb3JpZ2lu', 'FwoGZXIvYXdz', 'FQoGZXIvYXdz'], rest: '[A-Za-z0-9+/%]{40,}={0,2}' },
    ],
    example: ['AKIA', 'IOSFODNN7EXAMPLE'],
  },
  {
    id: 'github',
    recognises: 'GitHub tokens: classic, fine-grained, OAuth, app, installation',
    forms: [
      {
        starts: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
        rest: String.raw`(?:\w{30,}|\d{1,20}_[\w-]{10,})(?:\.[\w-]{10,}){0,2}`,
      },
    ],
    example: ['ghp_', made(36)],
  },
  {
    id: 'gitlab',
    recognises: 'GitLab tokens: personal, deploy, runner, job, trigger, agent',
    forms: [
      {
        starts: ['glpat-', 'glptt-', 'gldt-', 'glrt-', 'glcbt-', 'glft-', 'glimt-', 'glagent-', 'glsoat-', 'gloas-'],
        rest: String.raw`[\w-]{20,}(?:\.[\w-]{2,}){0,2}`,
      },
    ],
    example: ['glpat-', made(20)],
  },
  {
    id: 'slack',
    recognises: 'Slack tokens, and the addresses of its webhooks',
    forms: [
      { starts: ['xox'], rest: String.raw`[a-z](?:\.xox[a-z])?-[A-Za-z0-9-]{8,}` },
      { starts: ['xapp-'], rest: '[A-Za-z0-9-]{10,}' },
      { starts: ['hooks.slack.com/', 'hooks.slack-gov.com/'], rest: String.raw`[a-z]{1,20}/(?<secret>[\w/-]{10,})` },
    ],
    example: ['xoxb-', `123456789012-1234567890123-${made(24)}`],
  },
  {
    id: 'stripe',
    recognises: 'Stripe secret and restricted keys, webhook secrets',
    forms: [
      {
        starts: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_', 'whsec_'],
        rest: '[A-Za-z0-9+/]{16,}={0,2}',
      },
    ],
    example: ['sk_live_', made(24)],
  },
  {
    id: 'google',
    recognises: 'Google API keys, OAuth tokens and client secrets; the key of a service account is `pem`',
    forms: [
      { starts: ['AIza', 'ya29.', 'GOCSPX-'], rest: String.raw`[\w-]{24,}` },
      { starts: ['1//0'], rest: String.raw`[\w-]{30,}` },
    ],
    example: ['AIza', `Sy${made(33)}`],
  },
  {
    id: 'npm',
    recognises: 'npm access tokens',
    forms: [{ starts: ['npm_'], rest: String.raw`\w{36,}` }],
    example: ['npm_', made(36)],
  },
  {
    id: 'sendgrid',
    recognises: 'SendGrid API keys',
    forms: [{ starts: ['SG.'], rest: String.raw`[\w-]{16,}\.[\w-]{16,}` }],
    example: ['SG.', `${made(22)}.${made(43)}`],
  },
  {
    id: 'twilio',
    recognises: 'Twilio API keys; account ids (`AC…`) stay',
    forms: [{ starts: ['SK'], rest: '[0-9a-f]{32}(?![A-Za-z0-9])' }],
    example: ['SK', made(32, HEX)],
  },
  {
    id: 'openai',
    recognises: 'API keys of OpenAI, and of others that write theirs alike',
    forms: [
      { starts: ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-'], rest: String.raw`[\w-]{20,}` },
      { starts: ['sk-'], rest: '[A-Za-z0-9]{32,}' },
    ],
    example: ['sk-proj-', `${made(74)}T3BlbkFJ${made(74)}`],
  },
  {
    id: 'anthropic',
    recognises: 'Anthropic API keys',
    forms: [{ starts: ['sk-ant-'], rest: String.raw`[\w-]{20,}` }],
    example: ['sk-ant-', `api03-${made(93)}AA`],
  },
  {
    id: 'azure',
    recognises: 'the signature of an Azure shared access signature (SAS), client secrets; storage keys by their name',
    forms: [
      { starts: ['sig='], rest: '(?<secret>[A-Za-z0-9%+/_-]{20,}={0,2})' },
      { starts: ['8Q~'], rest: String.raw`[\w~.-]{31,}`, withinWord: true },
    ],
    example: ['sig=', `${made(43)}%3D`],
  },
  {
    id: 'vendor',
    recognises:
      '1Password, age, Atlassian, Cloudflare, Databricks, DigitalOcean, Docker, Figma, Grafana, Groq, HashiCorp Vault, Hugging Face, Linear, New Relic, Notion, PyPI, Shopify, Tailscale, Vercel',
    forms: [
      {
        starts: [
          ...['ops_ey', 'AGE-SECRET-KEY-', 'ATATT3x', 'cfk_', 'cfut_', 'cfat_', 'dop_v1_', 'doo_v1_', 'dckr_pat_'],
          ...['figd_', 'glc_', 'glsa_', 'gsk_', 'hvs.', 'hvb.', 'hvr.', 'hf_', 'lin_api_', 'NRAK-', 'ntn_', 'pypi-'],
          ...['shppa_', 'shpca_', 'shpat_', 'shpss_', 'tskey-', 'vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
        ],
        rest: String.raw`[\w+/-]{20,}={0,2}`,
      },
      { starts: ['dapi'], rest: '[0-9a-fA-F]{32}(?:-[0-9])?(?![A-Za-z0-9])' },
    ],
    example: ['hvs.', made(95)],
  },
  {
    id: 'pem',
    recognises: 'private keys as PEM or PGP blocks, whole or cut, with escaped line ends too',
    forms: [
      {
        starts: ['-----BEGIN'],
        rest: ` [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----${PEM_BODY}(?:-----END[A-Z0-9 ]{0,60}-{0,5})?`,
      },
    ],
    example: ['-----BEGIN ', `RSA PRIVATE KEY-----\n${made(64)}\n${made(20)}\n-----END RSA PRIVATE KEY-----`],
  },
  {
    id: 'url',
    recognises: 'the password in `scheme://user:password@host`',
    forms: [
      { starts: ['://'], rest: `(?<secret>${IN_URL}{8,200}):(?:x-oauth-basic|x)?@`, withinWord: true },
      {
        starts: ['://'],
        rest: String.raw`${IN_URL}{0,200}:(?!\d{1,5}[?#])(?<secret>[^\s/"'<>\\]{1,400})@(?=[\w%[])`,
        withinWord: true,
      },
    ],
    example: ['postgres://', 'shop:hunter2@db.example.com/shop'],
  },
] as const satisfies readonly FormRule[];

export const NAME_RULES = [
  {
    id: 'authorization',
    recognises: '`authorization` of any scheme, `proxy-authorization`',
    names: 'authorization',
    reach: 'line',
    example: ['Authorization: ', 'Basic dXNlcjpwYXNz'],
  },
  {
    id: 'api-key',
    recognises: '`api_key`, `x-api-key`, `auth_token`',
    names: '(?:auth-token|api-key)',
    reach: 'line',
    example: ['x-api-key: ', made(20)],
  },
  {
    id: 'cookie',
    recognises: '`cookie`, `set-cookie`',
    names: 'cookie',
    reach: 'line',
    example: ['Set-Cookie: ', `session=${made(20)}; HttpOnly`],
  },
  {
    id: 'password',
    recognises: '`password`, `passwd`, `passphrase`, `passcode`, `pwd`',
    names: '(?:pass(?:word|wd|phrase|code)|pwd)',
    reach: 'word',
    example: ['"dbPassword":', '"hunter2"'],
  },
  {
    id: 'secret',
    recognises: '`secret`, `client_secret`, `secret_key`, `secretAccessKey`, `SecretString`',
    names: 'secret(?:-(?:access-)?key|-string)?',
    reach: 'word',
    example: ['"secretAccessKey":', `"${made(40)}"`],
  },
  {
    id: 'token',
    recognises:
      '`token`, `access_token`, `refresh_token`, `id_token`, `sessionToken`; not `nextToken`, `pageToken`, `continuationToken`, `clientToken`, `clientRequestToken`, `idempotencyToken`',
    names: 'token',
    except: '(?:next|page|pagination|continuation|client(?:-request)?|idempotency|cancellation|sync|starting)',
    reach: 'word',
    example: ['access_token=', made(20)],
  },
  {
    id: 'key',
    recognises: '`private_key`, `access_key`, `SharedAccessKey`, `AccountKey`, `signing_key`',
    names: '(?:private|access|account|signing)-key',
    reach: 'word',
    example: ['AccountKey=', `${made(86)}==`],
  },
  {
    id: 'signature',
    recognises: '`X-Amz-Signature`, `X-Goog-Signature`',
    names: '(?:amz|goog)-signature',
    reach: 'word',
    example: ['X-Amz-Signature=', made(64, HEX)],
  },
  {
    id: 'connection-string',
    recognises: '`connectionString`',
    names: 'connection-string',
    reach: 'word',
    example: ['"connectionString":', '"Server=db;User Id=me;Password=hunter2"'],
  },
] as const satisfies readonly NameRule[];
