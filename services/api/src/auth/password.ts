import { hash, verify } from '@node-rs/argon2';

/** argon2id (the library's default) with the least costs OWASP recommends: 19 MiB, two passes, one lane. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** In PHC string form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COSTS);
}

/** Made once, of a password nobody has. */
let hashOfNobody: Promise<string> | undefined;

/**
 * Whether the password is the one that was hashed. Where there is no account, `passwordHash` is undefined and the answer
 * takes as long as a wrong password does, so that time does not tell whether an account exists.
 */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  hashOfNobody ??= hashPassword(crypto.randomUUID());
  const matches = await verify(passwordHash ?? (await hashOfNobody), password);
  return matches && passwordHash !== undefined;
}
