import { issueRoutes } from '@railguard/contract/resources/issues';
import { projectSettingsRoutes } from '@railguard/contract/resources/project-settings';
import { projectRoutes } from '@railguard/contract/resources/projects';
import { expect, test } from 'vitest';
import { compileCheck } from './validate.ts';

const [listIssues] = issueRoutes;
const updateProject = projectRoutes.find((route) => route.operationId === 'updateProject')!;
const updateSettings = projectSettingsRoutes.find((route) => route.operationId === 'updateProjectSettings')!;

test('a query is read as what its schema says, and what is unknown is left out', () => {
  const check = compileCheck('query', listIssues.query);
  expect(check({ limit: '5', status: 'resolved', utm_source: 'x' })).toEqual({ limit: 5, status: 'resolved' });
});

test('every wrong parameter is named, as one of the query', () => {
  const check = compileCheck('query', listIssues.query);
  expect(() => check({ limit: '1000', sort: 'x' })).toThrow(
    expect.objectContaining({
      code: 'invalid_request',
      errors: [
        { pointer: '?sort', detail: 'must be one of last_seen, first_seen, event_count, user_count' },
        { pointer: '?limit', detail: 'must be <= 100' },
      ],
    }),
  );
});

test.each(['1e309', '-1e309'])('%s is not a number that a limit could be', (limit) => {
  const check = compileCheck('query', listIssues.query);
  const errors = [{ pointer: '?limit', detail: 'is too large' }];
  expect(() => check({ limit })).toThrow(expect.objectContaining({ errors }));
});

test('text is not taken for a number in a body', () => {
  const check = compileCheck('body', updateProject.body!);
  expect(() => check({ name: 7 })).toThrow(expect.objectContaining({ code: 'invalid_request' }));
});

test('half a character is no text, wherever it stands', () => {
  const check = compileCheck('body', updateProject.body!);
  const errors = [{ pointer: '/name', detail: 'must be well-formed Unicode' }];
  expect(() => check({ name: 'a\ud800b' })).toThrow(expect.objectContaining({ errors }));
  expect(check({ name: '💥' })).toEqual({ name: '💥' });
});

test('fields that would reach the prototype are left out like any other unknown one', () => {
  const check = compileCheck('body', updateProject.body!);
  const body = check(JSON.parse('{"name":"x","__proto__":{"admin":true},"constructor":1}'));
  expect(Object.getOwnPropertyNames(body)).toEqual(['name']);
});

test('a change that names only unknown fields names nothing', () => {
  const check = compileCheck('body', updateProject.body!);
  expect(() => check({ nmae: 'x' })).toThrow(
    expect.objectContaining({
      errors: [{ pointer: '', detail: 'give at least one of name, slug, platform, allowed_origins' }],
    }),
  );
});

test.each([
  ['a number that may be null', { retention_days: 4000 }, '/retention_days', 'must be <= 3650'],
  [
    'an unknown name',
    { grouping: { fingerprint_rules: [{ matchers: { tpye: 'Net::*' }, fingerprint: ['net'] }] } },
    '/grouping/fingerprint_rules/0/matchers',
    expect.stringMatching(/^"tpye" is no name here; it must be one of type, /),
  ],
  ['an empty change', {}, '', 'names nothing that can be changed'],
])('says one thing about %s, and which it was', (_what, body, pointer, detail) => {
  const check = compileCheck('body', updateSettings.body!);
  expect(() => check(body)).toThrow(expect.objectContaining({ errors: [{ pointer, detail }] }));
});
