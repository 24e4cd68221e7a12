import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

test('commas, quotes and line ends stand in quotes', () => {
  expect(toCsv([['a,b', 'say "hi"', 'x\ny', 3]])).toBe('"a,b","say ""hi""","x\ny",3\r\n');
});

test('a name that a spreadsheet would calculate stays a name', () => {
  expect(toCsv([['=HYPERLINK("x")', '@sum', '-1', -1]])).toBe(`"'=HYPERLINK(""x"")",'@sum,'-1,-1\r\n`);
});
