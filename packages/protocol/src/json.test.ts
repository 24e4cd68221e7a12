import { cpuMsOf } from '@railguard/testing/cpu-time';
import { describe, expect, test } from 'vitest';
import { parseJson, parseLenientJson } from './json.ts';

const bytes = (text: string) => Buffer.from(text);

test('a byte order mark is skipped', () => {
  expect(parseJson(bytes('\ufeff{"a":1}'))).toEqual({ a: 1 });
});

test('invalid UTF-8 is replaced and not refused', () => {
  expect(parseJson(Buffer.from([0x22, 0xff, 0x22]))).toBe('\ufffd');
});

test('bare NaN and Infinity become null, but only outside of strings', () => {
  const text = String.raw`{"a":NaN,"b":[-Infinity,Infinity],"c":"NaN \" Infinity","d\\":"\\"}`;
  expect(parseLenientJson(bytes(text))).toEqual({ a: null, b: [null, null], c: 'NaN " Infinity', 'd\\': '\\' });
  expect(() => parseJson(bytes(text))).toThrow(SyntaxError);
});

test('what is not JSON for another reason stays an error', () => {
  expect(() => parseLenientJson(bytes('{"a":NaN'))).toThrow(SyntaxError);
  expect(() => parseLenientJson(bytes('{"a":NaNny}'))).toThrow(SyntaxError);
});

test('a long string beside a bare NaN is no trouble', () => {
  const long = 'x\\n'.repeat(500_000);
  expect(parseLenientJson(bytes(`{"a":"${long}","b":NaN}`))).toMatchObject({ b: null });
});

describe('hostile text of a mebibyte beside a bare NaN is refused at once', () => {
  const MiB = 1024 * 1024;
  test.each([
    ['escaped quotes in a string without an end', '[NaN,"', '\\"'],
    ['escaped quotes outside of strings', '[NaN,', '\\"'],
    ['escaped backslashes in a string without an end', '[NaN,"', '\\\\'],
    ['other escapes in a string without an end', '[NaN,"', '\\n'],
    ['quotes', '[NaN,', '"'],
    ['strings that hold an escaped quote', '[NaN,', '"\\""'],
    ['the token itself', '[', 'NaN,'],
    ['the token in a string without an end', '["', '-NaN '],
    ['the token run together', '[', 'NaN'],
    ['signs', '[NaN,', '-'],
  ])('%s', (_, start, repeated) => {
    const hostile = bytes(start + repeated.repeat(MiB / repeated.length));
    const took = cpuMsOf(() => expect(() => parseLenientJson(hostile)).toThrow(SyntaxError));
    expect(took).toBeLessThan(1_500);
  });
});

test('a very long string of escapes beside a bare NaN does not overflow the stack', () => {
  const escapes = 10 * 1024 * 1024;
  const [text] = parseLenientJson(bytes(`["${'\\n'.repeat(escapes)}",NaN]`)) as [string];
  expect(text).toHaveLength(escapes);
});
