import { findTotp, useRecoveryCode, useTotpStep } from '@railguard/store/totp';
import type { ApiDeps } from '../api-deps.ts';
import { createRecoveryCodes, plainCode, type RecoveryCodes } from './recovery-codes.ts';
import { createSealedBox, type SealedBox } from './sealed-box.ts';
import { stepOfCode } from './totp.ts';

export interface SecondFactor {
  box: SealedBox;
  recoveryCodes: RecoveryCodes;
  /** Whether the code is one that the person may use now, a TOTP or a recovery code. Uses it up. */
  take(userId: string, code: string): Promise<boolean>;
}

/** What only this installation can read and check, by keys derived from its secret. */
export function createSecondFactor({
  database,
  config,
  log,
}: Pick<ApiDeps, 'database' | 'config' | 'log'>): SecondFactor {
  const box = createSealedBox(config.secret, 'totp secret');
  const recoveryCodes = createRecoveryCodes(config.secret);

  function openSecret(sealed: Buffer, userId: string): Buffer | undefined {
    try {
      return box.open(sealed, userId);
    } catch {
      // No code is right any more, and only an operator can help (docs/operations.md, "Changing secrets").
      log.error({ user_id: userId }, 'a second factor was sealed with another RAILGUARD_SECRET');
      return undefined;
    }
  }

  return {
    box,
    recoveryCodes,
    async take(userId, code) {
      const plain = plainCode(code);
      if (!/^\d{6}$/.test(plain)) return useRecoveryCode(database, userId, recoveryCodes.hash(plain, userId));
      const totp = await findTotp(database, userId);
      if (!totp?.is_active) return false;
      const secret = openSecret(totp.sealed_secret, userId);
      const step = secret && stepOfCode(secret, plain);
      return step !== undefined && useTotpStep(database, userId, step);
    },
  };
}
