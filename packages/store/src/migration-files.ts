import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One numbered file of SQL, such as `0003_event.native.sql`. */
export interface Migration {
  number: number;
  /** The file's name without `.sql`. */
  name: string;
  sql: string;
  /** SHA-256 of the file, in hex. */
  checksum: string;
}

const FILE = /^(?<number>\d{4})_(?<subject>[a-z0-9_]+)(?:\.(?<layout>native|timescale))?\.sql$/;
const folder = join(import.meta.dirname, '..', 'migrations');

/** The migrations of one layout: the common ones and its own, by number. */
export function readMigrations(layout: 'native' | 'timescale'): Migration[] {
  const migrations: Migration[] = [];
  for (const file of readdirSync(folder).sort()) {
    const parts = FILE.exec(file)?.groups;
    if (!parts || (parts.layout !== undefined && parts.layout !== layout)) continue;
    const sql = readFileSync(join(folder, file), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    migrations.push({ number: Number(parts.number), name: file.slice(0, -'.sql'.length), sql, checksum });
  }
  return migrations;
}
