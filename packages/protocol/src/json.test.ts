import { expect, test } from 'vitest';
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
