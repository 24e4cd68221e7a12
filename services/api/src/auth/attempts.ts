import { ProblemError } from '@railguard/contract/problem';
import { type Attempt, beginAttempt, rememberHome, succeedAttempt, takeBackAttempt } from '@railguard/store/attempts';
import type { Database } from '@railguard/store/database';
import type { Scope } from '@railguard/store/scope';
import { addressBlock } from './address-block.ts';

/** An attempt that is being made. One that fails just stays counted. */
export interface Attempted {
  succeed(): Promise<void>;
  /** It was no guess, and no success either. */
  takeBack(): Promise<void>;
}

/**
 * Slows guessing, by counts that all APIs share. Each begins an attempt of its kind before anything is looked up, so that
 * its answer tells nothing, and throws ProblemError `rate_limited` where it has to wait.
 */
export interface Attempts {
  /** A password, by account and address, by address, and by account from wherever nobody signed in to it. */
  signIn(email: string, address: string | undefined): Promise<Attempted>;
  /** A code after the right password: few, from wherever nobody signed in, since six digits are soon guessed by many. */
  code(email: string, address: string | undefined): Promise<Attempted>;
  /** A password or code of somebody who is signed in, by session: there is no other without the password. */
  confirmation(scope: Scope): Promise<Attempted>;
  /** Asking for a link by mail, by address; how many an account is sent is bounded besides. */
  forgotPassword(address: string | undefined): Promise<Attempted>;
  /** The token of a link, by address. */
  resetToken(address: string | undefined): Promise<Attempted>;
  /** Somebody has shown otherwise that an account is theirs: guesses from elsewhere do not keep them out here. */
  welcome(email: string, address: string | undefined): Promise<void>;
}

const FREE_PER_ACCOUNT_AND_ADDRESS = 8;
/** Many people may share one address, so it has more. */
const FREE_PER_ADDRESS = 60;
const FREE_PER_ACCOUNT = 100;
const FREE_CODES_PER_ACCOUNT = 10;
const FREE_PER_SESSION = 8;
const FREE_LINKS_PER_ADDRESS = 20;

export function createAttempts(database: Database): Attempts {
  async function begin(attempt: Attempt, detail: string): Promise<Attempted> {
    const waitMs = await beginAttempt(database, attempt);
    if (waitMs > 0) throw new ProblemError('rate_limited', detail, { retryAfterSeconds: waitMs / 1000 });
    return {
      succeed: () => succeedAttempt(database, attempt),
      takeBack: () => takeBackAttempt(database, attempt),
    };
  }

  return {
    signIn(email, address) {
      const block = addressBlock(address ?? '');
      const home = homeOf(email, block);
      const limits = [
        { key: home, free: FREE_PER_ACCOUNT_AND_ADDRESS },
        { key: `sign-in ${block}`, free: FREE_PER_ADDRESS },
      ];
      const elsewhere = [{ key: `sign-in to ${email.toLowerCase()}`, free: FREE_PER_ACCOUNT }];
      return begin({ limits, home, elsewhere }, 'Too many attempts to sign in.');
    },

    code(email, address) {
      const home = homeOf(email, addressBlock(address ?? ''));
      const elsewhere = [{ key: `code of ${email.toLowerCase()}`, free: FREE_CODES_PER_ACCOUNT }];
      return begin({ limits: [], home, elsewhere }, 'Too many attempts to sign in.');
    },

    confirmation({ userId, sessionId }) {
      const limits = [{ key: `confirmation ${userId} ${sessionId}`, free: FREE_PER_SESSION }];
      return begin({ limits }, 'Too many attempts.');
    },

    forgotPassword(address) {
      const limits = [{ key: `forgot ${addressBlock(address ?? '')}`, free: FREE_LINKS_PER_ADDRESS }];
      return begin({ limits }, 'Too many links were asked for.');
    },

    resetToken(address) {
      const limits = [{ key: `reset ${addressBlock(address ?? '')}`, free: FREE_LINKS_PER_ADDRESS }];
      return begin({ limits }, 'Too many attempts to use a link.');
    },

    welcome: (email, address) => rememberHome(database, homeOf(email, addressBlock(address ?? ''))),
  };
}

function homeOf(email: string, block: string): string {
  return `sign-in ${block} to ${email.toLowerCase()}`;
}
