import type { ProcessedMessage } from '@railguard/protocol/processed';
import type { Database } from './database.ts';
import type { Layout } from './layout/layout.ts';

export interface StoredBatch {
  stored: number;
  duplicates: number;
  newIssues: number;
}

/** Stores a batch, all or nothing; a message that was stored before changes nothing. */
export async function storeBatch(
  _database: Database,
  _layout: Layout,
  _messages: ProcessedMessage[],
): Promise<StoredBatch> {
  throw new Error('not written yet');
}
