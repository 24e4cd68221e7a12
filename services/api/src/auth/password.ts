import { hash, verify } from '@node-rs/argon2';
import { createGate } from './gate.ts';

/** argon2id (the library's default) with the least costs OWASP recommends: 19 MiB, two passes, one lane. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each check takes its 19 MiB, so a flood of sign-ins must not run all at once; those that wait do so under a second. */
const checking = createGate(4, 64);

/** In PHC string form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COSTS);
}

/** Made once, of a password nobody has. */
let hashOfNobody: Promise<string> | undefined;

/**
 * Whether the password is the one that was hashed. Where there is no account, `passwordHash` is undefined and the answer
 * takes as long as a wrong password does, so that time does not tell whether an account exists.
 *
 * @throws ProblemError `rate_limited` while too many are being checked
 */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  return checking(async () => {
    hashOfNobody ??= hashPassword(crypto.randomUUID());
    const matches = await verify(passwordHash ?? (await hashOfNobody), password);
    return matches && passwordHash !== undefined;
  });
}
