import { describe, expect, it } from 'vitest';
import { formatDsn, parseDsn } from './dsn.ts';

const publicKey = '0123456789abcdef0123456789abcdef';

describe('a DSN', () => {
  it.each([
    ['https://errors.example.com', `https://${publicKey}@errors.example.com/12`],
    ['https://errors.example.com/', `https://${publicKey}@errors.example.com/12`],
    ['http://localhost:8000', `http://${publicKey}@localhost:8000/12`],
    ['https://example.com/tools/errors/', `https://${publicKey}@example.com/tools/errors/12`],
  ])('of %s is %s', (baseUrl, dsn) => {
    expect(formatDsn({ baseUrl, publicKey, project: 12 })).toBe(dsn);
  });

  it('is not made of what is no URL', () => {
    expect(() => formatDsn({ baseUrl: 'errors.example.com', publicKey, project: 12 })).toThrow(TypeError);
  });

  it('is read again, with a prefix and with an obsolete secret', () => {
    expect(parseDsn(`https://${publicKey}:secret@example.com/tools/12`)).toEqual({ publicKey, project: '12' });
    expect(parseDsn(formatDsn({ baseUrl: 'http://h:1/p', publicKey, project: 'abc' }))).toEqual({
      publicKey,
      project: 'abc',
    });
  });

  it.each(['', 'nonsense', 'https://example.com/12', `https://${publicKey}@example.com/`, 7, null, undefined, {}])(
    'is not read from %j',
    (dsn) => {
      expect(parseDsn(dsn)).toBeUndefined();
    },
  );
});
