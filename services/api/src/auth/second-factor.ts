import type { Database } from '@railguard/store/database';
import { findTotp, useRecoveryCode, useTotpStep } from '@railguard/store/totp';
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
export function createSecondFactor(database: Database, secret: string): SecondFactor {
  const box = createSealedBox(secret, 'totp secret');
  const recoveryCodes = createRecoveryCodes(secret);

  return {
    box,
    recoveryCodes,
    async take(userId, code) {
      const plain = plainCode(code);
      if (!/^\d{6}$/.test(plain)) return useRecoveryCode(database, userId, recoveryCodes.hash(plain, userId));
      const totp = await findTotp(database, userId);
      if (!totp?.is_active) return false;
      const step = stepOfCode(box.open(totp.sealed_secret, userId), plain);
      return step !== undefined && useTotpStep(database, userId, step);
    },
  };
}
