import { Parser } from '@oclif/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Examined } from '../../../../src/domain/diagnosis/examined.ts';
import { decide, inspect } from '../../../../src/domain/redrive/decide.ts';
import { policyOf, repairFlags } from '../../../../src/flags/repair.ts';
import { type ShowContext, showText } from '../../../../src/present/show/show-text.ts';
import { makeTheme } from '../../../../src/present/style/theme.ts';
import { anySample } from '../../../support/builders/any-dead-letter.ts';
import { type Deployment, examine, examined, NOTHING_READABLE } from '../../../support/builders/examined.ts';
import { answered, deadLetter, FINE_DETAIL, momentoSaid, type Sample } from '../../../support/builders/messages.ts';

const MESSAGE_ID = '11111111-aaaa-4bbb-8ccc-000000000001';
const NOW = Date.UTC(2026, 1, 1);
const CONNECTION_ARN = 'arn:aws:events:us-east-1:123456789012:connection/momento/1';

function shown(one: Examined, context: ShowContext = {}): string {
  return showText(inspect(one), NOW, 100, makeTheme(false), context);
}

/** The flags of the redrive that a text ends in, as a shell would take them; undefined where it proposes none. */
function flagsIn(text: string): readonly string[] | undefined {
  const at = text.lastIndexOf('momento-eb dlq redrive');
  if (at < 0) return undefined;
  const command = text
    .slice(at)
    .replace(/\\\n\s*/g, ' ')
    .trimEnd();
  expect(command).not.toContain('\n');
  const words = [...command.matchAll(/(?:'(?:[^']|'\\'')*'|[^\s'])+/g)].map(([word]) =>
    word.replace(/'((?:[^']|'\\'')*)'/g, (_, inner: string) => inner.replaceAll("'\\''", "'")),
  );
  return words.slice(5);
}

/** What an operator puts in the place of a blank. */
function filled(word: string): string {
  if (word.startsWith('detail-type=')) return 'detail-type=cacheSet';
  if (/ttl=VALUE$/.test(word)) return word.replace('VALUE', '60');
  return word.replace('VALUE', 'a2V5').replace('SECONDS', '60').replace('WHICH_KEY', 'key');
}

async function planned(one: Examined, flags: readonly string[]) {
  const words = flags.map(filled);
  const read = await Parser.parse([...words], { flags: repairFlags, strict: true });
  return decide(one, policyOf(read.flags));
}

const DEPLOYMENTS: readonly Deployment[] = [
  {},
  { pattern: '{"detail-type":["cacheSet"]}' },
  { pattern: '{"detail-type":["cacheSet"],"source":["shop"]}', input: { kind: 'path', path: '$.detail' } },
  { input: { kind: 'transformer', paths: {}, template: '{"event": <aws.events.event.json>}' } },
];

/** Any dead letter, and such as come from a rule and a target that are deployed. */
const letters = fc.oneof(
  anySample,
  anySample.map(({ ruleArn, targetArn, body, detailType, ...ours }): Sample => ours),
  anySample.map(({ ruleArn, targetArn, detailType, ...ours }): Sample => ours),
);

describe('the command that show ends in', () => {
  it('makes the plan send the dead letter, whatever it is', async () => {
    let commands = 0;
    await fc.assert(
      fc.asyncProperty(letters, fc.constantFrom(...DEPLOYMENTS), async (sample, deployment) => {
        // SQS gives the ids.
        const one = examined({ ...sample, messageId: MESSAGE_ID }, deployment);
        const flags = flagsIn(shown(one));
        if (flags === undefined) return;
        commands += 1;
        expect((await planned(one, flags)).verdict).toMatch(/^send/);
      }),
      { numRuns: 300 },
    );
    expect(commands).toBeGreaterThan(50);
  });

  it.each<[string, Sample, Deployment, RegExp]>([
    ['nothing is wrong', { error: answered(503, '') }, {}, /--id 11111111$/],
    ['keys are the same', { detail: { ...FINE_DETAIL, key_base64: 'dXNlcjox' } }, {}, /--fix$/],
    [
      'keys differ',
      { detail: { ...FINE_DETAIL, key_base64: 'eA' }, error: answered(503, '') },
      {},
      /--fix --prefer WHICH_KEY/,
    ],
    [
      'the message breaks the template',
      { detail: { ...FINE_DETAIL, message: 'say "hi"' }, code: 'INVALID_JSON', error: 'Invalid input for target.' },
      {},
      /--fix --escape-message$/,
    ],
    [
      'only a broken message is left',
      { body: '"say "hi""', code: 'INVALID_JSON', error: 'Invalid input for target.' },
      { pattern: '{"detail-type":["cacheSet"]}' },
      /--fix --set source=VALUE --set detail\.key=VALUE .*--escape-message --resolved transform-failed$/,
    ],
    [
      'the cache does not exist',
      { error: momentoSaid(404, 'Not Found', 'Cache not found') },
      {},
      /--resolved cache-not-found$/,
    ],
    [
      'the source is reserved',
      {
        body: JSON.stringify({ id: 'i', source: 'aws.x', 'detail-type': 'cacheSet', detail: FINE_DETAIL }),
        error: answered(503, ''),
      },
      {},
      /--fix --set source=VALUE$/,
    ],
  ])('names all that is needed when %s', async (_, sample, deployment, ends) => {
    const one = examined(sample, deployment);
    const flags = flagsIn(shown(one)) ?? [];
    expect(`--id 11111111 ${flags.join(' ')}`.trim()).toMatch(ends);
    expect((await planned(one, flags)).verdict).toMatch(/^send/);
  });

  it('asks for a rule where none is known', () => {
    const sample = deadLetter({ messageId: MESSAGE_ID, ruleArn: undefined, targetArn: undefined });
    const text = shown(examine(sample, NOTHING_READABLE), { where: ' --sandbox' });
    expect(text).toMatch(/momento-eb dlq show 11111111 --send-to-rule RULE --sandbox\n$/);
    expect(text).toMatch(/^Request +PUT \/cache\/sessions\?key=user%3A1&key_base64=&ttl_seconds=60 /m);
    expect(text).not.toContain('momentohq');
  });
});

describe('what a dead letter waits for', () => {
  const REJECTED = examined({ error: momentoSaid(401, 'Unauthorized') });
  const found = { ...REJECTED.deployed.destination };
  const inactive: Examined = {
    ...REJECTED,
    deployed: {
      ...REJECTED.deployed,
      destination:
        found.kind === 'found'
          ? { kind: 'found', value: { ...found.value, state: 'INACTIVE', connectionArn: CONNECTION_ARN } }
          : found,
    },
  };
  const connection = (state: string) =>
    ({ kind: 'found', value: { name: 'momento', arn: CONNECTION_ARN, state, reason: 'HTTP\u001b 401' } }) as const;

  it('is shown as it is now, with the command that replaces the key, and never the key as an argument', () => {
    const text = shown(inactive, { connection: connection('DEAUTHORIZED'), aws: ' --region us-east-1' });
    expect(text).toMatch(/Waits for .*INACTIVE now\n +connection momento: DEAUTHORIZED now, HTTP\\u001b 401/);
    expect(text).toMatch(/"\$MOMENTO_API_KEY" \| aws events update-connection/);
    expect(text).toMatch(
      /--name momento --authorization-type API_KEY \\\n.*--auth-parameters file:\/\/\/dev\/stdin --region us-east-1/,
    );
    expect(text).toMatch(/--resolved credential-rejected\n$/);
  });

  it('needs no other key once the connection is authorized again', () => {
    const text = shown(REJECTED, { connection: connection('AUTHORIZED') });
    expect(text).toContain('AUTHORIZED now');
    expect(text).not.toContain('update-connection');
  });

  it('is told as unreadable where it may not be looked up, with the command all the same', () => {
    const text = shown(inactive, { connection: { kind: 'denied', reason: 'AccessDenied' } });
    expect(text).toMatch(/connection state not readable \(AccessDenied\)/);
    expect(text).toContain('aws events update-connection');
  });
});

describe('long bodies', () => {
  const long = examined({ body: JSON.stringify('word '.repeat(1500)) });

  it('are cut to a screen, with their size and the flag that shows all', () => {
    const text = shown(long);
    expect(text).toMatch(/… \(7502 characters; --full shows all\)/);
    expect(text.split('\n').length).toBeLessThan(60);
  });

  it('are whole with --full', () => {
    const text = shown(long, { full: true });
    expect(text.match(/word/g)?.length).toBeGreaterThanOrEqual(1500);
    expect(text).not.toContain('--full');
  });
});

it('shows every attribute of what no rule put here', () => {
  const attributes = {
    RequestID: { dataType: 'String', text: 'r-1' },
    ErrorMessage: { dataType: 'String', text: 'Test\u001b exception' },
    Raw: { dataType: 'Binary', text: undefined, base64: 'AAE=' },
  };
  const text = shown(examined({ ruleArn: undefined, targetArn: undefined, attributes }));
  expect(text).toMatch(
    /Attributes RequestID: r-1\n +ErrorMessage: Test\\u001b exception\n +Raw: AAE= \(Binary, base64\)/,
  );
});
