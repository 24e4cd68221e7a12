import type { Log } from '@railguard/kit/log';
import { listenForChanges } from '@railguard/store/changes';
import type { Database } from '@railguard/store/database';
import { findKey } from '@railguard/store/ingest-key';
import { addKeyUse } from '@railguard/store/key-use';
import { noteAccepted, noteFates } from '@railguard/store/ledger-writes';
import { addOutcomesOnce } from '@railguard/store/outcomes';
import { transaction } from '@railguard/store/transaction';
import { createKeyDirectory, type KeyDirectory } from './key-directory.ts';
import { createKeyUseTally, type KeyUseWatch } from './key-use.ts';
import { createLedgerNotes, type LedgerSink } from './ledger-notes.ts';
import { createOutcomeTally, type OutcomeSink } from './outcome-tally.ts';

export interface StoreParts {
  keys: KeyDirectory;
  use: KeyUseWatch;
  outcomes: OutcomeSink;
  ledger: LedgerSink;
  /** Writes what is still counted and noted and stops listening. Call it before the database closes. */
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
  const ledger = createLedgerNotes({
    write: ({ accepted, refused, unnamed }) =>
      transaction(database, async (client) => {
        await noteFates(client, refused, unnamed);
        await noteAccepted(client, accepted);
      }),
    log,
  });
  return {
    keys,
    use,
    outcomes,
    ledger,
    close: async () => {
      await listener.close();
      await use.close();
      await outcomes.close();
      await ledger.close();
    },
  };
}
