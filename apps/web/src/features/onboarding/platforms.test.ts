import { expect, test } from 'vitest';
import { PLATFORMS, platformOf } from './platforms.ts';

const DSN = 'https://0123456789abcdef0123456789abcdef@errors.example/42';

test.each(PLATFORMS.map((platform) => [platform.name, platform] as const))('%s is told the DSN', (_, platform) => {
  const { code } = platform.configure(DSN);
  expect(code.split(DSN)).toHaveLength(2);
  for (const step of [...platform.install, platform.configure(DSN), platform.verify]) {
    expect(step.title.trim() && step.code.trim()).not.toBe('');
    expect(step.code).not.toMatch(/undefined|\$\{|\[object/);
  }
});

test('no two platforms have one id, and an unknown one is something else', () => {
  expect(new Set(PLATFORMS.map(({ id }) => id)).size).toBe(PLATFORMS.length);
  expect(platformOf('cobol').id).toBe('other');
});
