import { describe, expect, it } from 'vitest';
import { parseErrorText } from '../../../../src/domain/dead-letter/error-text.ts';
import { authorOf } from '../../../../src/domain/diagnosis/foreign-answer.ts';
import { answered, momentoSaid } from '../../../support/builders/messages.ts';

function author(error: string) {
  const text = parseErrorText(error);
  if (text.kind !== 'http-response') throw new Error('no answer');
  return authorOf(text);
}

describe('who gave an answer', () => {
  it.each([
    momentoSaid(404, 'Not Found', 'Cache not found'),
    answered(404, '{"title":"Not Found"}'),
    answered(400, '{"code":400,"message":"Missing key","err":"Bad Request"}'),
    answered(404, '{"code":5,"message":"Not found"}'),
    answered(404, '{"message":"Cache not found"}'),
    answered(400, '{"detail":"bad"}'),
    answered(400, 'ttl_seconds must be less'),
    answered(401, 'Could not validate authorization header'),
    answered(404, ''),
    answered(404, '{"title":"Not Fou'),
  ])('is Momento: %s', (error) => {
    expect(author(error)).toEqual({ kind: 'momento' });
  });

  it.each<[string, string | undefined, boolean]>([
    ['<HTML><TITLE>ERROR: The request could not be satisfied</TITLE></HTML>', 'Amazon CloudFront', true],
    ['<html><center>nginx/1.25</center></html>', 'nginx', true],
    ['<html><title>Access \u001b[31mDenied</title></html>', 'the page “Access \u001b[31mDenied”', true],
    ['<html>nobody</html>', undefined, true],
    ['{"message":"Not Found"}', undefined, false],
    ['{"message":"Forbidden"}', undefined, false],
    ['{"message":"Missing Authentication Token"}', 'Amazon API Gateway', true],
    ['{"message":"no Route matched with those values"}', 'Kong', true],
    ['{"error":"no route"}', undefined, false],
    ['[]', undefined, false],
    ['404 page not found', 'a server written in Go', true],
    ['error code: 1020', 'Cloudflare', true],
    ['Forbidden', undefined, false],
    ['"nothing here"', undefined, false],
  ])('is somebody else: %s', (payload, name, isCertain) => {
    expect(author(answered(403, payload))).toEqual({ kind: 'somebody-else', name, isCertain });
  });

  it('is found in a header after the payload', () => {
    expect(author(answered(403, '{"a":1} server: awselb/2.0'))).toMatchObject({ name: 'an AWS load balancer' });
  });
});
