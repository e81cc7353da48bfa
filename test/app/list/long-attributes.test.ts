import { expect, it } from 'vitest';
import { Examiner, withoutLongAttributes } from '../../../src/app/list/examiner.ts';
import type { MessageAttribute } from '../../../src/domain/dead-letter/message.ts';
import { NO_SELECTION } from '../../../src/domain/selection/selection.ts';
import { timedOut } from '../../support/builders/dead-letters.ts';
import { answered } from '../../support/builders/messages.ts';
import { FakeIntegration } from '../../support/fakes/fake-integration.ts';
import { portsOf, redriven } from '../../support/fakes/use-cases.ts';

const LONG = 'x'.repeat(600 * 1024);
const examiner = () => new Examiner(new FakeIntegration(), { arn: 'arn:aws:sqs:us-east-1:123456789012:dlq' }, []);

function withAttributes(attributes: Readonly<Record<string, MessageAttribute>>, messageId = 'm') {
  const letter = timedOut(messageId);
  return { ...letter, attributes: { ...letter.attributes, ...attributes } };
}

it('a message that waits keeps the beginning of its attributes and its whole diagnosis', async () => {
  const said = answered(503, `{"status":503,"title":"Service Unavailable"} ${LONG}`);
  const whole = await examiner().examine(
    withAttributes({
      ERROR_MESSAGE: { dataType: 'String', text: said },
      other: { dataType: 'Binary', text: undefined, base64: LONG },
    }),
  );
  const kept = withoutLongAttributes(whole);
  expect(JSON.stringify(kept).length).toBeLessThan(30_000);
  expect(kept.diagnosis).toEqual(whole.diagnosis);
  expect(kept.deadLetter.error).toMatchObject({ text: { kind: 'http-response', httpStatus: 503 } });
  expect(said.startsWith(kept.deadLetter.error.message ?? '-')).toBe(true);
  expect(kept.deadLetter).toMatchObject({ text: whole.deadLetter.text, body: whole.deadLetter.body });
  // The list and show have all of it.
  expect(whole.deadLetter.error.message).toBe(said);
});

it('a message with short attributes is kept as it is', async () => {
  const examined = await examiner().examine(timedOut('m'));
  expect(withoutLongAttributes(examined)).toBe(examined);
});

it('a redrive selects by the whole of an attribute', async () => {
  const text = `${LONG} needle`;
  const ports = portsOf({ messages: [withAttributes({ ERROR_MESSAGE: { dataType: 'String', text } })] });
  const selection = { ...NO_SELECTION, match: 'needle' };
  const { entries } = await redriven(ports, { selection, dryRun: true });
  expect(entries).toHaveLength(1);
  expect(entries[0]?.examined.deadLetter.error.message?.length).toBeLessThan(5_000);
});
