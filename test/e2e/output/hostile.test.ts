import { EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSeededSandbox } from '../../../src/sandbox/integration/seeded.ts';
import { clientOptions, sqsAt } from '../../contract/engine.ts';
import { HOSTILE_LETTERS } from '../../support/builders/hostile-letters.ts';
import { complaints } from '../../support/terminal/safe-output.ts';
import { momentoEb } from '../cli.ts';
import { type ToldRun, witnesses } from '../redrive/witnesses.ts';

/** Causes that can be settled outside the events, so that all is sent that can be. */
const RESOLVED = 'bad-request,credential-rejected,cache-not-found,permission-denied,aws-error,unexpected-status';
const REDRIVE = `dlq redrive --fix --ttl 60 --prefer key --resolved ${RESOLVED}`;

let sandbox: Awaited<ReturnType<typeof startSeededSandbox>>;
/** The message of each hostile letter, by what is hostile in it. */
const idOf = new Map<string, string>();

/** The letters, each sent with SendMessage over a real socket, as if the deployed rule for cacheSet had failed. */
beforeAll(async () => {
  sandbox = await startSeededSandbox({ seed: 0 });
  const sqs = sqsAt(sandbox.url);
  const events = new EventBridgeClient(clientOptions(sandbox.url));
  const ruleArn = sandbox.stack.ruleArns.find((arn) => /CachePut/.test(arn));
  const found = await events.send(new ListTargetsByRuleCommand({ Rule: ruleArn?.split('/').at(-1) }));
  const usual = {
    RULE_ARN: ruleArn,
    TARGET_ARN: found.Targets?.[0]?.Arn,
    ERROR_CODE: 'SDK_CLIENT_ERROR',
    ERROR_MESSAGE: 'Unable to invoke ApiDestination endpoint: API destination endpoint cannot be reached.',
  };
  for (const { what, body, attributes } of HOSTILE_LETTERS) {
    const texts = Object.entries({ ...usual, ...attributes });
    const sent = await sqs.send(
      new SendMessageCommand({
        QueueUrl: sandbox.stack.resources.find(({ type }) => type === 'AWS::SQS::Queue')?.physicalId,
        MessageBody: body,
        MessageAttributes: Object.fromEntries(
          texts.map(([name, text]) => [name, { DataType: 'String', StringValue: sendable(text) }]),
        ),
      }),
    );
    idOf.set(what, String(sent.MessageId));
  }
  sqs.destroy();
  events.destroy();
});
afterAll(() => sandbox.stop());

/** SQS takes no other characters; JSON's escapes bring them into an error all the same. */
function sendable(text = ''): string {
  return text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '?');
}

async function told(words: string, environment: Record<string, string> = {}) {
  const said = words
    .split(' ')
    .map((word) => (word.startsWith('#') ? (idOf.get(word.slice(1).replaceAll('_', ' ')) ?? word) : word));
  const { status, stdout, stderr } = await momentoEb(said, { ...sandbox.environment, ...environment });
  expect(stderr).not.toContain('itself failed');
  return { status, stdout, stderr };
}

/** Words, and the columns of the terminals on which they are said; 0 stands for JSON. */
const LOOKS: readonly [string, ...number[]][] = [
  ['dlq list --limit 1000', 60, 80, 140, 0],
  [`${REDRIVE} --dry-run`, 60, 80, 140, 0],
  ['dlq show #a_link_(OSC_8)_in_the_detail', 60, 0],
  ['dlq show #v1_as_message', 80],
  ['dlq show #v2_in_an_error', 140, 0],
  ['dlq show #100,000_levels', 80],
];

describe('a queue of hostile messages', () => {
  it.for(LOOKS.flatMap(([words, ...widths]) => widths.map((width) => [words, width] as const)))(
    'shows nothing raw and no credential: %s in %i columns',
    async ([words, width]) => {
      const isJson = width === 0;
      const environment = isJson ? {} : { COLUMNS: String(width), FORCE_COLOR: '1' };
      const { status, stdout, stderr } = await told(isJson ? `${words} --json` : words, environment);
      expect([0, 3]).toContain(status);
      expect([...complaints(stdout, width || undefined), ...complaints(stderr)]).toEqual([]);
      if (isJson) expect(() => JSON.parse(stdout)).not.toThrow();
      else expect(stdout).not.toBe('');
    },
  );
});

describe.each(['dlq list --raw', `${REDRIVE} --dry-run`])('the rows of %s', (words) => {
  it('are one line of ndjson each', async () => {
    const { stdout, stderr } = await told(`${words} --output ndjson`);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(HOSTILE_LETTERS.length);
    expect([...complaints(stdout), ...complaints(stderr)]).toEqual([]);
    const masked = rows.filter(({ raw }) => raw?.masked).map(({ messageId }) => messageId);
    const holding = [...idOf].filter(([what]) => /^(v1|disposable|unpadded|legacy|v2|jwt|a header)/.test(what));
    expect(masked.toSorted()).toEqual(words.includes('raw') ? holding.map(([, id]) => id).toSorted() : []);
  });
});

it('the rows of a list are one line of CSV each', async () => {
  const { stdout, stderr } = await told('dlq list --output csv');
  expect(stdout.trimEnd().split('\n')).toHaveLength(HOSTILE_LETTERS.length + 1);
  expect([...complaints(stdout), ...complaints(stderr)]).toEqual([]);
});

describe('a redrive of hostile messages', () => {
  it('sends every byte as it was received, credentials included, and tells none of them', async () => {
    const { stdout, stderr } = await told(`${REDRIVE} --yes --json`);
    expect([...complaints(stdout), ...complaints(stderr)]).toEqual([]);
    const run = JSON.parse(stdout) as ToldRun;
    const accepted = new Map((await witnesses(sandbox).events()).map((event) => [event.eventId, event.detail]));
    const bodyOf = new Map(HOSTILE_LETTERS.map(({ what, body }) => [idOf.get(what), body]));
    // What fails again comes back as a message that was not among them.
    const asTheyWere = run.entries.filter(
      ({ messageId, outcome, edits }) => bodyOf.has(messageId) && outcome === 'removed' && edits.length === 0,
    );
    const bodies = asTheyWere.map(({ messageId }) => bodyOf.get(messageId));
    expect(bodies.filter((body) => body?.includes('eyJ')).length).toBeGreaterThan(5);
    for (const { messageId, newEventId } of asTheyWere) {
      expect(bodyOf.get(messageId)).toContain(`"detail":${accepted.get(String(newEventId))}}`);
    }
  });
});
