import { expect, test } from 'vitest';
import { hashPassword, isPassword } from './password.ts';

test('a flood of sign-ins is turned away before it takes memory without bound', async () => {
  const hash = await hashPassword('correct horse battery');
  const attempts = await Promise.allSettled(Array.from({ length: 80 }, () => isPassword('a guess', hash)));
  const refused = attempts.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(80 - 4 - 64);
  for (const { reason } of refused as PromiseRejectedResult[]) expect(reason).toMatchObject({ code: 'rate_limited' });
  expect(await isPassword('correct horse battery', hash)).toBe(true);
});
