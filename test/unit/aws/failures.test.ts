import { describe, expect, it } from 'vitest';
import { EXIT, Failure } from '../../../src/app/failures.ts';
import { awsFault } from '../../../src/aws/aws-error.ts';
import { failureOf } from '../../../src/aws/failures.ts';

/** An error as the SDK throws it. */
function thrown(name: string, more: { status?: number; message?: string; code?: string } = {}) {
  const { status, message = 'as AWS words it', code } = more;
  const $metadata = status === undefined ? {} : { httpStatusCode: status };
  return Object.assign(new Error(message), { name, $metadata, ...(code && { code }) });
}

describe('what the SDK throws', () => {
  it.each([
    ['AccessDenied', thrown('AccessDenied', { status: 403 }), 'denied'],
    ['AccessDeniedException', thrown('AccessDeniedException', { status: 400 }), 'denied'],
    ['KmsAccessDenied', thrown('KmsAccessDenied', { status: 400 }), 'key'],
    ['KMS.AccessDeniedException', thrown('KMS.AccessDeniedException', { status: 400 }), 'key'],
    ['KmsDisabled', thrown('KmsDisabled', { status: 400 }), 'key'],
    ['KmsNotFound', thrown('KmsNotFound', { status: 400 }), 'key'],
    ['KmsInvalidState', thrown('KmsInvalidState', { status: 400 }), 'key'],
    ['KmsThrottled', thrown('KmsThrottled', { status: 400 }), 'throttled'],
    ['QueueDoesNotExist', thrown('QueueDoesNotExist', { status: 400 }), 'missing'],
    [
      'AWS.SimpleQueueService.NonExistentQueue',
      thrown('AWS.SimpleQueueService.NonExistentQueue', { status: 400 }),
      'missing',
    ],
    ['ResourceNotFoundException', thrown('ResourceNotFoundException', { status: 400 }), 'missing'],
    ['ThrottlingException', thrown('ThrottlingException', { status: 400 }), 'throttled'],
    ['RequestThrottled', thrown('RequestThrottled', { status: 403 }), 'throttled'],
    ['HTTP429', thrown('Unknown', { status: 429 }), 'foreign'],
    ['CredentialsProviderError', thrown('CredentialsProviderError'), 'credentials'],
    ['ExpiredTokenException', thrown('ExpiredTokenException', { status: 400 }), 'credentials'],
    ['UnrecognizedClientException', thrown('UnrecognizedClientException', { status: 400 }), 'credentials'],
    ['InvalidClientTokenId', thrown('InvalidClientTokenId', { status: 403 }), 'credentials'],
    ['RequestTimeTooSkewed', thrown('RequestTimeTooSkewed', { status: 403 }), 'clock'],
    [
      'InvalidSignatureException',
      thrown('InvalidSignatureException', {
        status: 403,
        message: 'Signature not yet current: 2 is still later than 1',
      }),
      'clock',
    ],
    ['InvalidSignatureException', thrown('InvalidSignatureException', { status: 403 }), 'credentials'],
    ['SELF_SIGNED_CERT_IN_CHAIN', thrown('Error', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }), 'network'],
    ['Error', thrown('Error', { message: 'Region is missing' }), 'region'],
    ['ECONNREFUSED', thrown('Error', { code: 'ECONNREFUSED' }), 'network'],
    ['ENOTFOUND', thrown('Error', { code: 'ENOTFOUND' }), 'network'],
    ['ETIMEDOUT', thrown('TimeoutError', { code: 'ETIMEDOUT' }), 'network'],
    ['TimeoutError', thrown('TimeoutError', { status: 200 }), 'network'],
    ['CERT_HAS_EXPIRED', thrown('Error', { code: 'CERT_HAS_EXPIRED' }), 'network'],
    ['HTTP200', thrown('SyntaxError', { status: 200 }), 'foreign'],
    ['HTTP403', thrown('SyntaxError', { status: 403 }), 'foreign'],
    ['InvalidParameterValue', thrown('InvalidParameterValue', { status: 400 }), 'refused'],
    ['InternalFailure', thrown('InternalFailure', { status: 500 }), 'server'],
    ['HTTP502', thrown('SyntaxError', { status: 502 }), 'foreign'],
  ])('%s', (name, error, kind) => {
    expect(awsFault(error)).toMatchObject({ name, kind });
  });

  it.each([undefined, null, 'text', 7, {}, { name: 5, message: 6, $metadata: undefined }])(
    'is read even when it is %j',
    (value) => {
      expect(awsFault(value)).toMatchObject({ name: 'Error', kind: 'network' });
    },
  );
});

describe('a failure', () => {
  it.each([
    [thrown('QueueDoesNotExist', { status: 400 }), EXIT.notFound, /^Could not look: as AWS words it$/],
    [thrown('AccessDenied', { status: 403 }), EXIT.aws, /^AWS denied permission to look/],
    [thrown('Error', { message: 'Region is missing' }), EXIT.usage, /^No AWS region is set/],
    [thrown('ThrottlingException', { status: 400 }), EXIT.aws, /^AWS throttled the attempt to look/],
    [thrown('Error', { code: 'ECONNREFUSED' }), EXIT.aws, /^AWS could not be reached to look/],
    [thrown('InternalFailure', { status: 500 }), EXIT.aws, /^AWS failed \(HTTP 500\) when asked to look/],
    [thrown('InvalidParameterValue', { status: 400 }), EXIT.aws, /^AWS refused to look/],
    [
      thrown('SyntaxError', { status: 403 }),
      EXIT.aws,
      /^Something other than AWS answered the attempt to look: the answer with status 403/,
    ],
  ])('says what was tried and what to do: %s', (error, exit, message) => {
    const failure = failureOf(error, 'look');
    expect(failure).toMatchObject({ exit, message: expect.stringMatching(message) });
    expect(failure.hint).not.toBe('');
  });

  it.each([
    [
      'Signature expired: 20260131T110000Z is now earlier than 20260131T115500Z (20260131T120000Z - 5 min.)',
      '60 minutes behind',
    ],
    [
      'Signature not yet current: 20260131T130500Z is still later than 20260131T120500Z (20260131T120000Z + 5 min.)',
      '65 minutes ahead',
    ],
    ['Signature expired: it is late', 'off'],
  ])('of the clock says by how much it is off, and does not blame the credentials: %s', (message, off) => {
    const failure = failureOf(thrown('InvalidSignatureException', { status: 403, message }), 'look');
    expect(failure.message).toContain(`this machine's clock is ${off}`);
    expect(failure.message + failure.hint).not.toMatch(/credential/i);
  });

  it.each(['KmsAccessDenied', 'KMS.AccessDeniedException', 'KmsDisabled', 'KmsNotFound', 'KMS.NotFoundException'])(
    'of the key of a queue names kms:Decrypt: %s',
    (name) => {
      const { exit, code, message, hint } = failureOf(thrown(name, { status: 400 }), 'receive from q');
      expect({ exit, code }).toEqual({ exit: EXIT.aws, code: name });
      expect(message).toContain('KMS key');
      expect(hint).toContain('kms:Decrypt');
      expect(hint).toContain('KmsMasterKeyId');
    },
  );

  it('of a file that the credentials name says which, and not the network', () => {
    const error = Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'open', path: '/var/run/token' });
    const { exit, message } = failureOf(error, 'look');
    expect({ exit, message }).toEqual({ exit: EXIT.aws, message: expect.stringContaining('/var/run/token') });
    expect(message).toContain('credentials');
  });

  it('of the credentials names AWS’s reason', () => {
    expect(failureOf(thrown('ExpiredTokenException', { status: 400 }), 'look')).toMatchObject({
      exit: EXIT.aws,
      code: 'ExpiredTokenException',
    });
  });

  it('quotes AWS without what a terminal could act upon, and not without end', () => {
    const { message } = failureOf(
      thrown('InternalFailure', { status: 500, message: `\u001b[2J${'x'.repeat(5000)}` }),
      'look',
    );
    expect(message).not.toContain('\u001b');
    expect(message.length).toBeLessThan(400);
  });

  it('that already is one stays as it is', () => {
    const own = new Failure(EXIT.refused, 'Own', 'm', 'h');
    expect(failureOf(own, 'look')).toBe(own);
  });
});
