import { ApiError } from '@railguard/client/api-error';
import { expect, test } from 'vitest';
import { isAboutFields, restBeside, restUnder } from './mistakes.ts';

const refused = (...pointers: string[]) =>
  new ApiError({
    type: 'urn:railguard:problem:invalid_request',
    title: 'Something in the request is wrong',
    status: 400,
    code: 'invalid_request',
    errors: pointers.map((pointer) => ({ pointer, detail: `wrong at ${pointer}` })),
  });

test('what an input shows is not said of its entry again', () => {
  const error = refused('/triggers/0/count', '/triggers/0/occasion', '/triggers/10');
  expect(restUnder(error, '/triggers/0', ['count', 'minutes'])).toBe('wrong at /triggers/0/occasion');
  expect(restUnder(error, '/triggers/1', [])).toBeUndefined();
  expect(restUnder(error, '/triggers/10', [])).toBe('wrong at /triggers/10');
});

test('a value of a list is shown with the list', () => {
  expect(restUnder(refused('/conditions/0/values/1'), '/conditions/0', ['values'])).toBeUndefined();
});

test('what is about no part of the form is found', () => {
  const error = refused('/triggers/0/count', '');
  expect(restBeside(error, ['/triggers'])).toBe('wrong at ');
  expect(restBeside(refused('/triggers'), ['/triggers'])).toBeUndefined();
});

test('a server that is away is not about what was written', () => {
  expect(isAboutFields(refused('/name'))).toBe(true);
  expect(isAboutFields(new TypeError('fetch failed'))).toBe(false);
  expect(isAboutFields(null)).toBe(false);
});
