import type { Database } from './database.ts';

/** `tokenHash` is the SHA-256 of the token: the token itself never reaches the database. */
export interface NewRefreshToken {
  user_id: string;
  token_hash: Uint8Array;
  expires_at: Date;
}

export type Rotation =
  | { kind: 'rotated'; user_id: string }
  /** It was used before: somebody has a copy. The whole family is revoked. */
  | { kind: 'reused'; user_id: string }
  /** Unknown, revoked or expired. */
  | { kind: 'unknown' };

/** The first token of a new family: one sign-in. */
export async function issueRefreshToken(_database: Database, _token: NewRefreshToken): Promise<void> {
  throw new Error('not written yet');
}

/** Exchanges a token for the next of its family. Of several callers with one token, one gets `rotated`. */
export async function rotateRefreshToken(
  _database: Database,
  _tokenHash: Uint8Array,
  _next: { token_hash: Uint8Array; expires_at: Date },
): Promise<Rotation> {
  throw new Error('not written yet');
}

/** Ends the sign-in that the token belongs to; harmless where it is unknown. */
export async function revokeRefreshToken(_database: Database, _tokenHash: Uint8Array): Promise<void> {
  throw new Error('not written yet');
}

/** Deletes at most `limit` expired tokens; answers how many. */
export async function deleteExpiredRefreshTokens(_database: Database, _limit: number): Promise<number> {
  throw new Error('not written yet');
}
