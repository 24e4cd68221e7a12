import { ProblemError } from '@railguard/contract/problem';
import { findAccount } from '@railguard/store/accounts';
import type { Scope } from '@railguard/store/scope';
import { activateTotp, beginTotp, findTotp, removeTotp, renewRecoveryCodes } from '@railguard/store/totp';
import type { ApiDeps } from '../api-deps.ts';
import { createAttempts } from '../auth/attempts.ts';
import { confirmPassword } from '../auth/confirm-password.ts';
import { plainCode } from '../auth/recovery-codes.ts';
import { createSecondFactor } from '../auth/second-factor.ts';
import { describeTotp, newTotpSecret, stepOfCode } from '../auth/totp.ts';
import type { Handlers } from '../handler.ts';
import { secondFactorChangedMail } from '../mail/second-factor-changed.ts';

export function secondFactorHandlers(deps: ApiDeps) {
  const { database, config } = deps;
  const attempts = createAttempts(database);
  const { box, recoveryCodes, take } = createSecondFactor(deps);

  function newCodes({ userId }: Scope): { codes: string[]; codeHashes: Buffer[] } {
    const codes = recoveryCodes.make();
    return { codes, codeHashes: codes.map((code) => recoveryCodes.hash(code, userId)) };
  }

  return {
    async startTotp({ body, scope }) {
      const { email } = await confirmPassword(database, attempts, scope, body.current_password);
      const secret = newTotpSecret();
      if (!(await beginTotp(database, scope, box.seal(secret, scope.userId)))) throw inUse();
      return describeTotp(secret, email);
    },

    async confirmTotp({ body, scope }) {
      const attempt = await attempts.confirmation(scope);
      const [account, totp] = await Promise.all([
        findAccount(database, scope.userId),
        findTotp(database, scope.userId),
      ]);
      if (!account) throw new ProblemError('unauthenticated');
      if (!totp) throw new ProblemError('conflict', 'There is no second factor to confirm; begin with one.');
      if (totp.is_active) throw inUse();
      const { sealed_secret: sealedSecret } = totp;
      const step = stepOfCode(box.open(sealedSecret, scope.userId), plainCode(body.code));
      if (step === undefined) throw wrongCode();
      const { codes, codeHashes } = newCodes(scope);
      const notice = secondFactorChangedMail(account.email, config.url, true);
      const isActive = await activateTotp(database, scope, { sealedSecret, step, codeHashes, notice });
      if (!isActive) throw new ProblemError('conflict', 'The second factor was changed meanwhile.');
      await attempt.succeed();
      return { recovery_codes: codes };
    },

    async renewRecoveryCodes({ body, scope }) {
      await confirmPassword(database, attempts, scope, body.current_password);
      const { codes, codeHashes } = newCodes(scope);
      if (!(await renewRecoveryCodes(database, scope, codeHashes))) throw notInUse();
      return { recovery_codes: codes };
    },

    async disableTotp({ body, scope }) {
      const { email, totp_enabled } = await confirmPassword(database, attempts, scope, body.current_password);
      if (!totp_enabled) throw notInUse();
      const attempt = await attempts.confirmation(scope);
      if (!(await take(scope.userId, body.code))) throw wrongCode();
      await attempt.succeed();
      await removeTotp(database, scope, secondFactorChangedMail(email, config.url, false));
      return undefined;
    },
  } satisfies Partial<Handlers>;
}

function wrongCode(): ProblemError {
  return new ProblemError('invalid_code', undefined, {
    errors: [{ pointer: '/code', detail: 'is wrong, or was used' }],
  });
}

function inUse(): ProblemError {
  return new ProblemError('conflict', 'A second factor is in use already.');
}

function notInUse(): ProblemError {
  return new ProblemError('conflict', 'No second factor is in use.');
}
