import { expect, test } from 'vitest';
import { returnAddress } from './return-address.ts';

const OURS = 'https://railguard.example/errors';

test.each([
  ['/errors/issues?query=a%20b#top', 'https://railguard.example/errors/issues?query=a%20b#top'],
  ['/', 'https://railguard.example/'],
  ['/.//evil.example', 'https://railguard.example//evil.example'],
  ['/@evil.example', 'https://railguard.example/@evil.example'],
])('%j is a page of ours', (path, address) => {
  expect(returnAddress(path, OURS)).toBe(address);
});

test.each([
  undefined,
  '',
  'issues',
  '//evil.example',
  '//evil.example/errors',
  '/\\evil.example',
  '/\t/evil.example',
  '\\\\evil.example',
  'https://evil.example/',
  'https:evil.example',
  'javascript:alert(1)',
  ' //evil.example',
  '//user@railguard.example/',
  `/${'a'.repeat(1_000)}`,
  `/${'ü'.repeat(200)}`,
])('%j leads to the first page', (path) => {
  expect(returnAddress(path, OURS)).toBe('https://railguard.example/errors/');
});
