import { describe, expect, it, type TestContext } from 'vitest';
import { bench, SEED } from './bench.ts';

const NO_HAND_BACK = {
  operation: 'ChangeMessageVisibilityBatch',
  kind: 'entry',
  probability: 1,
  code: 'InvalidParameterValue',
};

async function faulty(onTestFinished: TestContext['onTestFinished'], ...faults: readonly object[]) {
  const { cli, witness, states } = await bench(onTestFinished);
  const [{ messageId = '' } = {}] = await witness.messages();
  await witness.faults(1, ...faults);
  return { cli, states, messageId };
}

describe.concurrent('show, when the message was found', () => {
  it.for([{ words: [] }, { words: ['--json'] }])(
    'says that messages could not be handed back: $words',
    async ({ words }, { onTestFinished }) => {
      const { cli, messageId } = await faulty(onTestFinished, NO_HAND_BACK);
      const { status, stdout, stderr } = await cli('dlq', 'show', messageId, ...words);
      expect(stderr).toMatch(/^\d+ messages? could not be released and return by themselves within 5 min\.$/m);
      expect(stdout).toContain(messageId);
      expect(status).toBe(3);
    },
  );

  it('says that the look ended with a failure', async ({ onTestFinished }) => {
    // One of several pollers is refused; the two before it bring everything.
    const refused = { operation: 'ReceiveMessage', kind: 'request', probability: 1, code: 'AccessDenied', status: 403 };
    const { cli, states, messageId } = await faulty(onTestFinished, { ...refused, after: 2, times: 1 });
    const { status, stdout, stderr } = await cli('dlq', 'show', messageId);
    expect(stdout).toContain(messageId);
    expect(stderr).toMatch(/^momento-eb: .*denied permission.*\n→ ./m);
    expect(status).toBe(4);
    expect(await states()).toEqual({ visible: SEED });
  });
});

it('show, when the message was not found, proposes a list of the same place', async ({ onTestFinished }) => {
  const { cli } = await bench(onTestFinished);
  const words = ['dlq', 'show', '00000000-0000-0000-0000-000000000000', '--endpoint-host', 'a b'];
  const { status, stderr } = await cli(...words);
  expect(stderr).toMatch(/→ momento-eb dlq list .*--endpoint-host 'a b'.* shows the ids\.\n$/);
  expect(status).toBe(5);
});

describe.concurrent('list and redrive, in JSON', () => {
  it.for(['dlq list', 'dlq redrive --dry-run'])(
    'count what was not handed back: %s',
    async (words, { onTestFinished }) => {
      const { cli } = await faulty(onTestFinished, NO_HAND_BACK);
      const { status, stdout } = await cli(...words.split(' '), '--json');
      const told = JSON.parse(stdout);
      expect(told).toMatchObject({ interrupted: false, notHandedBack: told.read ?? told.received });
      expect(told.notHandedBack).toBeGreaterThan(0);
      expect(status).toBe(3);
    },
  );
});
