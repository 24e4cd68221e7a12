import { ClientError } from 'openid-client';
import { describe, expect, test } from 'vitest';
import { failureOf, wordsOf } from './failure.ts';

const failed = (code: string, cause?: unknown) =>
  Object.assign(new ClientError('invalid response encountered', { cause }), { code });
const unreachable = new TypeError('fetch failed', {
  cause: Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }),
});

describe('a failed exchange', () => {
  test.each([
    ['no connection', unreachable, 'oidc_unavailable'],
    ['no answer', failed('OAUTH_TIMEOUT'), 'oidc_unavailable'],
    [
      'a proxy that reaches nothing',
      failed('OAUTH_RESPONSE_IS_NOT_CONFORM', new Response('', { status: 502 })),
      'oidc_unavailable',
    ],
    [
      'an answer of another kind',
      failed('OAUTH_RESPONSE_IS_NOT_CONFORM', new Response('', { status: 404 })),
      'oidc_failed',
    ],
    ['a claim that does not hold', failed('OAUTH_JWT_CLAIM_COMPARISON_FAILED'), 'oidc_failed'],
    ['a mistake of ours', new TypeError('x is undefined'), 'oidc_failed'],
  ])('%s', (_what, error, failure) => {
    expect(failureOf(error)).toBe(failure);
  });

  test('is told with its causes and without what it carries', () => {
    expect(wordsOf(unreachable)).toBe('fetch failed: ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1');
    const cause = Object.assign(new Error('unexpected JWT "nonce"'), {
      cause: { claim: 'nonce', claims: { email: 'ann@acme.example' }, body: { access_token: 'secret' } },
    });
    const words = wordsOf(failed('OAUTH_JWT_CLAIM_COMPARISON_FAILED', cause));
    expect(words).toBe(
      'OAUTH_JWT_CLAIM_COMPARISON_FAILED: invalid response encountered: unexpected JWT "nonce": nonce',
    );
  });
});
