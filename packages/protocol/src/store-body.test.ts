import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { InflatedTooLargeError } from './body.ts';
import { decodeStoreBody } from './store-body.ts';

const json = Buffer.from('{"message":"hello"}');

test.each([
  ['plain', json],
  ['plain after blanks', Buffer.from(`\n  ${json}`)],
  ['zlib', deflateSync(json)],
  ['base64', Buffer.from(json.toString('base64'))],
  ['base64 in lines', Buffer.from(`${json.toString('base64').slice(0, 8)}\n${json.toString('base64').slice(8)}\n`)],
  ['zlib in base64', Buffer.from(deflateSync(json).toString('base64'))],
])('%s', (_name, body) => {
  expect(decodeStoreBody(body, 1000).toString().trim()).toBe(json.toString());
});

test('a small body cannot inflate beyond the limit', () => {
  expect(() => decodeStoreBody(deflateSync(Buffer.alloc(1_000_000)), 1000)).toThrow(InflatedTooLargeError);
});

test('what is none of these comes back for the JSON parser to refuse', () => {
  expect(decodeStoreBody(Buffer.from('what?'), 1000).toString()).toBe('what?');
  expect(decodeStoreBody(Buffer.alloc(0), 1000)).toHaveLength(0);
});
