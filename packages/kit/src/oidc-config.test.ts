import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

function problemsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((problem) => problem.split(':')[0]!);
    throw error;
  }
}

const GIVEN = { OIDC_ISSUER: 'https://accounts.example.com', OIDC_CLIENT_ID: 'railguard' };

describe('sign-in by OpenID Connect', () => {
  it('is off unless it is configured', () => {
    expect(readConfig({}).oidc).toBeUndefined();
  });

  it('needs no more than an issuer and a client', () => {
    expect(readConfig(GIVEN).oidc).toEqual({
      issuer: 'https://accounts.example.com',
      clientId: 'railguard',
      clientSecret: undefined,
      name: 'single sign-on',
      allowedDomains: [],
    });
  });

  it('takes the issuer as the provider writes it, and domains in any case with commas between', () => {
    const oidc = readConfig({
      ...GIVEN,
      OIDC_ISSUER: 'https://accounts.example.com/realms/main/',
      OIDC_CLIENT_SECRET: 's',
      OIDC_NAME: 'Acme',
      OIDC_ALLOWED_DOMAINS: ' Example.com,example.org ,, localhost',
    }).oidc;
    expect(oidc).toMatchObject({
      issuer: 'https://accounts.example.com/realms/main/',
      clientSecret: 's',
      name: 'Acme',
    });
    expect(oidc!.allowedDomains).toEqual(['example.com', 'example.org', 'localhost']);
  });

  it('goes over http on this machine alone', () => {
    for (const OIDC_ISSUER of ['http://localhost:9000', 'http://127.0.0.1:9000', 'http://[::1]/']) {
      expect(problemsOf({ ...GIVEN, OIDC_ISSUER })).toEqual([]);
    }
    for (const OIDC_ISSUER of [
      'http://accounts.example.com',
      'http://127.0.0.1.evil.example',
      'http://localhost.evil.example',
    ]) {
      expect(problemsOf({ ...GIVEN, OIDC_ISSUER })).toEqual(['OIDC_ISSUER']);
    }
  });

  it('names what is wrong', () => {
    for (const OIDC_ISSUER of [
      'accounts.example.com',
      'https://a.example?x=1',
      'https://a.example#x',
      'https://u:p@a.example',
    ]) {
      expect(problemsOf({ ...GIVEN, OIDC_ISSUER })).toEqual(['OIDC_ISSUER']);
    }
    expect(problemsOf({ OIDC_ISSUER: GIVEN.OIDC_ISSUER })).toEqual(['OIDC_ISSUER and OIDC_CLIENT_ID']);
    expect(problemsOf({ OIDC_CLIENT_ID: 'railguard' })).toEqual(['OIDC_ISSUER and OIDC_CLIENT_ID']);
    for (const OIDC_ALLOWED_DOMAINS of [
      '@example.com',
      '*.example.com',
      'ann@example.com',
      'example.com example.org',
    ]) {
      expect(problemsOf({ ...GIVEN, OIDC_ALLOWED_DOMAINS })).toEqual(['OIDC_ALLOWED_DOMAINS']);
    }
    expect(problemsOf({ ...GIVEN, OIDC_NAME: 'x'.repeat(61) })).toEqual(['OIDC_NAME']);
  });
});
