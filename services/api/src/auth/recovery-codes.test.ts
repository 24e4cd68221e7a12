import { expect, test } from 'vitest';
import { createRecoveryCodes } from './recovery-codes.ts';

const codes = createRecoveryCodes('a secret of at least 32 characters');

test('ten are made, none like another, and easy to tell apart letter by letter', () => {
  const made = codes.make();
  expect(new Set(made).size).toBe(10);
  for (const code of made) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/);
});

test('how one is typed does not matter; whose it is and of which installation does', () => {
  const [code] = codes.make();
  const typed = code!.replaceAll('-', ' ').toUpperCase();
  expect(codes.hash(typed, 'ann')).toEqual(codes.hash(code!, 'ann'));
  expect(codes.hash(code!, 'bob')).not.toEqual(codes.hash(code!, 'ann'));
  expect(createRecoveryCodes('another secret of many letters!!').hash(code!, 'ann')).not.toEqual(
    codes.hash(code!, 'ann'),
  );
});
