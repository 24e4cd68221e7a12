import { expect, test } from 'vitest';
import { asCount, asText, asTime, asUuid, decodeCursor, encodeCursor } from './cursor.ts';

const ID = '0199d1c4-5c3e-7a2b-8f00-1234567890ab';

test('a cursor comes back as the values it was made of', () => {
  const cursor = encodeCursor('issues last_seen', ['2026-11-23T10:00:00.000Z', ID]);
  expect(cursor).toMatch(/^[\w-]+$/);
  expect(decodeCursor('issues last_seen', { value: asTime, id: asUuid }, cursor)).toEqual({
    value: new Date('2026-11-23T10:00:00.000Z'),
    id: ID,
  });
});

test('no cursor means the first page', () => {
  expect(decodeCursor('keys', { id: asUuid }, undefined)).toBeUndefined();
});

test.each([
  ['of another list', encodeCursor('projects', [ID])],
  ['with a value too many', encodeCursor('keys', [ID, ID])],
  ['with a value too few', encodeCursor('keys', [])],
  ['with a wrong value', encodeCursor('keys', ['1'])],
  ['that is no JSON', 'AAAA'],
  ['that is no list', Buffer.from('{"0":"keys"}').toString('base64url')],
])('a cursor %s is refused', (_, cursor) => {
  expect(() => decodeCursor('keys', { id: asUuid }, cursor)).toThrow(
    expect.objectContaining({ code: 'invalid_cursor' }),
  );
});

test('values that PostgreSQL or a Date cannot hold are refused', () => {
  expect(asText('a\0b')).toBeUndefined();
  expect(asCount(2 ** 60)).toBeUndefined();
  expect(asCount(1.5)).toBeUndefined();
  expect(asTime('2026-02-31T00:00:00Z')).toBeUndefined();
  expect(asTime('+010000-01-01T00:00:00.000Z')).toBeUndefined();
});
