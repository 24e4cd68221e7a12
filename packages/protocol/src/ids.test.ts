import { describe, expect, it } from 'vitest';
import { dashed, isUuid, newEventId, newNumericId, newPublicKey, newUuid, parseEventId } from './ids.ts';

const HEX = '9c3f0a1b2c3d4e5f60718293a4b5c6d7';

describe('an event id', () => {
  it.each([
    ['hex', HEX],
    ['hex in capitals', HEX.toUpperCase()],
    ['a dashed UUID', dashed(HEX)],
    ['a dashed UUID in capitals', dashed(HEX).toUpperCase()],
  ])('is read from %s', (_, sent) => {
    expect(parseEventId(sent)).toBe(HEX);
  });

  it.each(['', 'x', HEX.slice(1), `${HEX}0`, `${HEX}\n`, `{${dashed(HEX)}}`, 7, null, undefined, {}])(
    'is not read from %j',
    (sent) => {
      expect(parseEventId(sent)).toBeUndefined();
    },
  );

  it('is made of 32 lowercase hex digits and is new every time', () => {
    const made = newEventId();
    expect(parseEventId(made)).toBe(made);
    expect(newEventId()).not.toBe(made);
  });
});

describe('a UUID', () => {
  it('is told from what looks alike', () => {
    expect(isUuid(dashed(HEX))).toBe(true);
    expect(isUuid(HEX)).toBe(false);
    expect(isUuid('12')).toBe(false);
  });

  it('of version 7 begins with its time, so that later ones sort behind', () => {
    const earlier = newUuid(Date.UTC(2026, 0, 1));
    const later = newUuid(Date.UTC(2026, 0, 2));
    expect(earlier).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(earlier.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 0, 1));
    expect(earlier < later).toBe(true);
  });
});

it('a public key is 32 lowercase hex digits', () => {
  expect(newPublicKey()).toMatch(/^[0-9a-f]{32}$/);
});

it('a numeric alias is positive, exact, and printed without separators or leading zeros', () => {
  for (let n = 0; n < 200; n++) {
    const alias = newNumericId();
    expect(Number.isSafeInteger(alias)).toBe(true);
    expect(String(alias)).toMatch(/^[1-9]\d{9,}$/);
  }
});
