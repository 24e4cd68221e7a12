import { describe, expect, it } from 'vitest';
import { int8Array, intArray, textArray, timestamptzArray, uuidArray } from './pg-binary-array.ts';

describe('binary arrays', () => {
  it('are laid out as array_recv reads them', () => {
    expect(textArray(['né', null]).toString('hex')).toBe(
      ['00000001', '00000001', '00000019', '00000002', '00000001', '00000003', '6ec3a9', 'ffffffff'].join(''),
    );
  });

  it('have no dimension when empty', () => {
    expect(intArray([]).toString('hex')).toBe(['00000000', '00000000', '00000017'].join(''));
  });

  it('count time in microseconds from 2000, whichever form it is given in', () => {
    const iso = timestamptzArray(['2000-01-01T00:00:00.001Z']);
    expect(iso.readBigInt64BE(24)).toBe(1000n);
    expect(timestamptzArray([946_684_800_001])).toEqual(iso);
    expect(timestamptzArray([new Date(946_684_800_001)])).toEqual(iso);
  });

  it('refuse values that are not of their type, whatever they would have become', () => {
    expect(() => uuidArray(['0198f0c0-0000-7000-8000-00000000000'])).toThrow(TypeError);
    expect(() => uuidArray(['0198f0c0-0000-7000-8000-0000000000001'])).toThrow(TypeError);
    expect(() => uuidArray(['0198f0c0-0000-7000-8000-00000000000g'])).toThrow(TypeError);
    expect(() => timestamptzArray(['yesterday'])).toThrow(TypeError);
    expect(() => intArray([2 ** 31])).toThrow(RangeError);
    expect(() => int8Array([0.5])).toThrow(RangeError);
  });
});
