import { searchNames } from '@railguard/protocol/search-query';
import { describe, expect, test } from 'vitest';
import { parseSearch } from './parse-search.ts';
import { namesIn, unknownNameErrors } from './unknown-names.ts';

const THERE = { projects: ['shop', 'blog'], members: ['Ada@example.com'], teams: ['web-mobile'] };

test('names are told once each, and what may stand for several is none', () => {
  const search = 'project:[shop,shop,bl*] !project:other assigned:[me,none,a@b.c,#web] !assigned:#web type:error';
  expect(namesIn(parseSearch(search))).toEqual({
    projects: ['shop', 'other'],
    members: ['a@b.c'],
    teams: ['web'],
  });
});

describe('a name that nothing has', () => {
  const errors = (search: string) => {
    const parsed = parseSearch(search);
    const named = namesIn(parsed);
    const unknown = searchNames((kind) => named[kind].filter((name) => !THERE[kind].includes(name)));
    return unknownNameErrors(parsed, unknown, THERE);
  };

  test.each([
    ['project:shpo', { position: 8, length: 4, suggestion: 'shop' }, 'no project is called "shpo"'],
    ['is:new !project:[blog,Shop]', { position: 22, length: 4, suggestion: 'shop' }, 'no project is called "Shop"'],
    ['project:"elsewhere"', { position: 8, length: 11 }, 'no project is called "elsewhere"'],
    ['assigned:[me,ada@exampel.com]', { position: 13, suggestion: 'Ada@example.com' }, 'no member has the address'],
    ['assigned:#web-mobil', { position: 9, suggestion: '#web-mobile' }, 'no team is called "web-mobil"'],
  ])('%s', (search, expected, detail) => {
    const [error, ...more] = errors(search);
    expect(error).toMatchObject({ detail: expect.stringContaining(detail), ...expected });
    expect(more).toEqual([]);
  });

  test.each(['project:shop', 'project:sh*', 'assigned:Ada@example.com', 'assigned:#web-mobile', 'shpo'])(
    '%s is no mistake',
    (search) => expect(errors(search)).toEqual([]),
  );
});
