import type { Log } from '@railguard/kit/log';
import { listenForChanges } from '@railguard/store/changes';
import type { Database } from '@railguard/store/database';
import { findKey } from '@railguard/store/ingest-key';
import { addKeyUse } from '@railguard/store/key-use';
import { addOutcomesOnce } from '@railguard/store/outcomes';
import { createKeyDirectory, type KeyDirectory } from './key-directory.ts';
import { createKeyUseTally, type KeyUseWatch } from './key-use.ts';
import { createOutcomeTally, type OutcomeSink } from './outcome-tally.ts';

export interface StoreParts {
  keys: KeyDirectory;
  use: KeyUseWatch;
  outcomes: OutcomeSink;
  /** Writes what is still counted and stops listening. Call it before the database closes. */
  close(): Promise<void>;
}

/**
 * The parts of an ingestor that rest on the store. Resolves once changes to keys are listened for, so that nothing
 * is ever cached that could go stale unheard.
 */
export async function connectStore(database: Database, databaseUrl: string, log: Log): Promise<StoreParts> {
  const keys = createKeyDirectory({
    lookUp: async (publicKey) => {
      const key = await findKey(database, publicKey);
      return key?.revoked ? undefined : key;
    },
  });
  const listener = await listenForChanges({
    url: databaseUrl,
    log,
    on: { project_key_changed: keys.forget },
    onReset: keys.forgetAll,
  });
  const use = createKeyUseTally({ write: (day, uses) => addKeyUse(database.pool, day, uses), log });
  const outcomes = createOutcomeTally({ write: (rows, id) => addOutcomesOnce(database, id, rows), log });
  return {
    keys,
    use,
    outcomes,
    close: async () => {
      await listener.close();
      await use.close();
      await outcomes.close();
    },
  };
}
