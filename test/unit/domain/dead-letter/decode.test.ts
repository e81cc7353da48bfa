import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeDeadLetter } from '../../../../src/domain/dead-letter/decode.ts';
import { deadLetter, envelopeText, message, RULE_ARN, TARGET_ARN } from '../../../support/builders/messages.ts';

const text = (value: string, dataType = 'String') => ({ dataType, text: value });
const BINARY = { dataType: 'Binary', text: undefined };

describe('decodeDeadLetter', () => {
  it('reads every attribute that EventBridge writes', () => {
    const attributes = { RETRY_ATTEMPTS: text('129') };
    const said =
      'Unable to invoke ApiDestination endpoint: Timeout calling endpoint for API Destination: socket closed.';
    const sample = {
      code: 'UNKNOWN',
      error: said,
      exhausted: 'MaximumEventAgeInSeconds',
      attributes,
      traceHeader: 'Root=1',
    };
    expect(deadLetter(sample)).toMatchObject({
      sentAt: Date.UTC(2026, 0, 31, 13),
      receiveCount: 1,
      traceHeader: 'Root=1',
      ruleArn: RULE_ARN,
      rule: { name: 'momento-cache-set', bus: 'default', region: 'us-east-1' },
      targetArn: TARGET_ARN,
      destination: { name: 'momento-put' },
      error: {
        code: 'UNKNOWN',
        message: said,
        text: { kind: 'timeout' },
        exhausted: 'MaximumEventAgeInSeconds',
        attempts: 129,
      },
    });
  });

  it('goes without any attribute', () => {
    const found = deadLetter({ ruleArn: undefined, targetArn: undefined });
    expect(found).toMatchObject({ ruleArn: undefined, rule: undefined, targetArn: undefined, destination: undefined });
    expect(found.error).toEqual({
      code: undefined,
      message: undefined,
      text: { kind: 'absent' },
      exhausted: undefined,
      attempts: undefined,
    });
  });

  it('keeps a code that nobody has heard of', () => {
    expect(deadLetter({ code: 'SOMETHING_NEW' }).error.code).toBe('SOMETHING_NEW');
  });

  it('knows the bus of a rule on a custom bus, and keeps ARNs that it cannot read', () => {
    const custom = RULE_ARN.replace('rule/', 'rule/orders/');
    expect(deadLetter({ ruleArn: custom }).rule).toMatchObject({ bus: 'orders', name: 'momento-cache-set' });
    expect(deadLetter({ ruleArn: 'not an arn' })).toMatchObject({ ruleArn: 'not an arn', rule: undefined });
    expect(deadLetter({ targetArn: RULE_ARN })).toMatchObject({ targetArn: RULE_ARN, destination: undefined });
  });

  it('takes binary attributes for absent and numbers for texts', () => {
    const odd = deadLetter({
      attributes: {
        RULE_ARN: BINARY,
        ERROR_CODE: text('7', 'Number'),
        ERROR_MESSAGE: BINARY,
        RETRY_ATTEMPTS: text('3', 'Number'),
      },
    });
    expect(odd).toMatchObject({ ruleArn: undefined, error: { code: '7', message: undefined, attempts: 3 } });
  });

  it.each(['', 'many', '-1', '1.5', '1e3', '99999999999', 'NaN'])('takes %j for no number of attempts', (attempts) => {
    expect(deadLetter({ attributes: { RETRY_ATTEMPTS: text(attempts) } }).error.attempts).toBeUndefined();
  });

  it('never throws, whatever stands in body and attributes, and keeps the body', () => {
    const names = [
      'RULE_ARN',
      'TARGET_ARN',
      'ERROR_CODE',
      'ERROR_MESSAGE',
      'RETRY_ATTEMPTS',
      '__proto__',
      'constructor',
    ];
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\ud800', '\u0000', RULE_ARN, TARGET_ARN));
    const attribute = fc.record({ dataType: fc.string(), text: fc.option(anyText, { nil: undefined }) });
    const attributes = fc.dictionary(fc.constantFrom(...names), attribute, { noNullPrototype: false });
    const deep = fc.integer({ min: 1, max: 100_000 }).map((depth) => '{"a":['.repeat(depth));
    const closed = fc.constant('['.repeat(100_000) + ']'.repeat(100_000));
    const whole = fc.oneof(fc.json(), closed).map((json) => envelopeText('cacheSet', `{"__proto__":${json}}`));
    fc.assert(
      fc.property(fc.oneof(anyText, fc.json(), deep, closed, whole), attributes, (body, given) => {
        const decoded = decodeDeadLetter({ ...message({ body }), attributes: given });
        expect(decoded.text).toBe(body);
      }),
    );
  });
});
