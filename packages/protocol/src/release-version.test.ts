import { expect, it } from 'vitest';
import { compareReleases } from './release-version.ts';

it.each([
  ['shop@1.4.2', 'shop@1.4.10'],
  ['1.9', '1.10.0'],
  ['v1.2.3', '1.2.4'],
  ['1.2.3', '1.2.3.1'],
  ['shop@2.0.0-rc.1', 'shop@2.0.0'],
  ['2.0.0-alpha', '2.0.0-alpha.1'],
  ['2.0.0-alpha.9', '2.0.0-alpha.10'],
  ['2.0.0-9', '2.0.0-alpha'],
  ['app@1.0.0+9', 'app@1.0.0+10'],
])('%s comes before %s', (earlier, later) => {
  expect(compareReleases(earlier, later)).toBeLessThan(0);
  expect(compareReleases(later, earlier)).toBeGreaterThan(0);
});

it.each([
  ['1.2', '1.2.0'],
  ['anything', 'anything'],
])('%s is %s', (a, b) => {
  expect(compareReleases(a, b)).toBe(0);
});

it.each([
  ['shop@1.0.0', 'cart@2.0.0'],
  ['shop@1.0.0', '2.0.0'],
  ['1.0.0', 'f3a1c09'],
  ['20260101', '20260102'],
  ['1.0.0+abc', '1.0.0+def'],
])('%s and %s are not told apart by their names', (a, b) => {
  expect(compareReleases(a, b)).toBeUndefined();
  expect(compareReleases(b, a)).toBeUndefined();
});
