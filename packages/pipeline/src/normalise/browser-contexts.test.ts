import { describe, expect, it } from 'vitest';
import { stored } from '../testing/process.ts';

const contextsOf = (userAgent: string, event: object = {}) =>
  stored({ platform: 'javascript', request: { headers: { 'User-Agent': userAgent } }, ...event }).contexts;

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

describe('what a browser says of itself', () => {
  it.each([
    [CHROME, 'Chrome', '140.0.0.0', 'Windows', '10.0'],
    [`${CHROME} Edg/140.0.1.2`, 'Edge', '140.0.1.2', 'Windows', '10.0'],
    [`${CHROME} OPR/110.0.0.0`, 'Opera', '110.0.0.0', 'Windows', '10.0'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', '140.0', 'Linux', undefined],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
      'Safari',
      '18.1',
      'macOS',
      '10.15.7',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      'Safari',
      '18.1',
      'iOS',
      '18.1',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
      'Chrome',
      '140.0.0.0',
      'Android',
      '15',
    ],
  ])('is told apart: %s', (userAgent, browser, version, system, systemVersion) => {
    expect(contextsOf(userAgent)).toEqual({
      browser: { name: browser, version },
      os: systemVersion ? { name: system, version: systemVersion } : { name: system },
    });
  });

  it('never replaces what the event says', () => {
    const contexts = { browser: { name: 'Lynx' }, os: { name: 'Plan 9' } };
    expect(contextsOf(CHROME, { contexts })).toEqual(contexts);
  });

  it('is not taken for the system of a server', () => {
    expect(contextsOf(CHROME, { platform: 'ruby' })).toBeUndefined();
  });

  it('may be nothing anybody knows', () => {
    expect(contextsOf('curl/8.0')).toBeUndefined();
  });
});
