import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The user PostgreSQL runs as; it refuses to run as root. */
export interface RunAs {
  uid: number;
  gid: number;
}

/** Looked for in this order. `nobody` comes last: it may own other things, but it exists everywhere. */
const USERS = ['railguard', 'postgres'];

/**
 * As root: finds an unprivileged user, or creates one. Otherwise undefined: PostgreSQL runs as we do.
 * @throws Error in one sentence where there is no such user and none can be made
 */
export function findRunAs(): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = USERS.map(lookUp).find(Boolean);
  if (found) return found;
  const useradd = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'railguard'];
  spawnSync('useradd', useradd, { stdio: 'ignore' });
  const user = lookUp('railguard') ?? lookUp('nobody');
  if (!user) {
    throw new Error(
      'PostgreSQL does not run as root, and no other user was found or could be created. Run Railguard as an ordinary user, or set DATABASE_URL.',
    );
  }
  return user;
}

/** Whether the user may pass through every folder above `path`. */
export function canReach({ uid, gid }: RunAs, path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const search = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & search) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Only users with an entry in the password file count: initdb looks its own user up there. */
function lookUp(name: string): RunAs | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return undefined;
  const [, , uid, gid] = line.split(':').map(Number);
  return { uid: uid!, gid: gid! };
}
