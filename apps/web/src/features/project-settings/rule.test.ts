import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRule, writeRule } from './rule.ts';

test('a rule is read as it is written', () => {
  expect(readRule('type:Timeout* path:"app/my jobs/*" -> timeout, {{ type }}')).toEqual({
    matchers: { type: 'Timeout*', path: 'app/my jobs/*' },
    fingerprint: ['timeout', '{{ type }}'],
  });
});

test.each(['', 'type:Timeout', '-> timeout', 'type:Timeout ->', 'Timeout -> timeout', 'type: -> x'])(
  '%j is no rule',
  (line) => {
    expect(readRule(line)).toBeUndefined();
  },
);

test('whatever stands in a rule comes back from its line', () => {
  const value = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && !/[\n\r]|->/.test(text));
  const part = value.filter((text) => !text.includes(','));
  fc.assert(
    fc.property(
      fc.record({ type: value, path: value }),
      fc.array(part, { minLength: 1, maxLength: 3 }),
      (matchers, fingerprint) => {
        expect(readRule(writeRule({ matchers, fingerprint }))).toEqual({ matchers, fingerprint });
      },
    ),
  );
});
