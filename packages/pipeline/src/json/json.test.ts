import { describe, expect, it } from 'vitest';
import { boundedCopy } from './bounded-copy.ts';
import { cut } from './cut.ts';
import { jsonText } from './json-text.ts';
import { parseJson, parseLenientJson } from './parse-json.ts';
import { put } from './record.ts';

const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

describe('cutting a text', () => {
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abc...'],
    ['abcdefg', 3, '...'],
    ['abcdefg', 1, '.'],
    ['abcdefg', 0, ''],
    ['ab😀cdef', 6, 'ab...'],
    ['a😀cdefg', 6, 'a😀...'],
  ])('%s to %i is %s', (text, max, result) => {
    expect(cut(text, max)).toBe(result);
  });
});

describe('a key of any name is plain data', () => {
  it.each(['a', '__proto__', 'constructor', 'toString'])('%s', (key) => {
    const target = {};
    put(target, key, { polluted: true });
    expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
    expect(Object.entries(target)).toEqual([[key, { polluted: true }]]);
  });
});

describe('what may be nested deeper than the call stack', () => {
  it('is written with an end', () => {
    expect(jsonText(nested(5), 100)).toBe('[[[[[]]]]]');
    expect(jsonText(nested(100_000), 100)).toContain('…');
  });

  it('is copied with an end', () => {
    expect(boundedCopy(nested(100_000))).toEqual([[['…']]]);
  });

  it('is repaired to its end', () => {
    const text = `${'['.repeat(100_000)}"a\\u0000"${']'.repeat(100_000)}`;
    let value = parseJson(Buffer.from(text))!.value;
    while (Array.isArray(value)) value = value[0];
    expect(value).toBe('a');
  });
});

it('a bounded copy shows a little of everything', () => {
  const copy = boundedCopy({
    long: 'x'.repeat(1000),
    list: Array(100).fill(1),
    ...Object.fromEntries(Array(30).entries()),
  });
  expect(JSON.stringify(copy).length).toBeLessThan(400);
});

describe('parsing', () => {
  it.each(['', '{', 'x', '{"a":1}}', '\ufffe{}'])('tells what is not JSON from every value: %j', (text) => {
    expect(parseJson(Buffer.from(text))).toBeUndefined();
  });

  it('takes null for a value', () => {
    expect(parseJson(Buffer.from('null'))).toEqual({ value: null });
  });

  it('takes bare NaN only where old clients may have written it', () => {
    expect(parseJson(Buffer.from('[NaN]'))).toBeUndefined();
    expect(parseLenientJson(Buffer.from('[NaN]'))).toEqual({ value: [null] });
  });

  it('leaves whole surrogate pairs and escaped backslashes alone', () => {
    const text = String.raw`["\ud83d\ude00","\\u0000","\\ud800"]`;
    expect(parseJson(Buffer.from(text))).toEqual({ value: ['😀', '\\u0000', '\\ud800'] });
  });

  it('keeps a __proto__ that needs repair as plain data', () => {
    const { value } = parseJson(Buffer.from(String.raw`{"__proto__":"a\u0000","\u0000__proto__":1}`))!;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});
