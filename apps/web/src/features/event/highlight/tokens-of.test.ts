import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokensOf } from './tokens-of.ts';

test('what a line is made of is told apart', () => {
  expect(tokensOf('return "total" + 42 // why', 'javascript').filter(({ kind }) => kind)).toEqual([
    { text: 'return', kind: 'keyword' },
    { text: '"total"', kind: 'string' },
    { text: '42', kind: 'number' },
    { text: '// why', kind: 'comment' },
  ]);
});

test('the texts together are the line, whatever stands in it', () => {
  const language = fc.constantFrom('ruby', 'python', 'typescript', 'php', 'go', 'csharp');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), language, (line, name) => {
      expect(
        tokensOf(line, name)
          .map(({ text }) => text)
          .join(''),
      ).toBe(line);
    }),
  );
});
