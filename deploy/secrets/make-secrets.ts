import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who may read a file, by the user numbers of the images: there is no other name for them across containers. */
const USERS = {
  /** `node` of Node's image. */
  railguard: { uid: 1000, gid: 1000 },
  /** `postgres` of TimescaleDB's image, which is Alpine's. */
  timescale: { uid: 70, gid: 70 },
  /** `rabbitmq` of RabbitMQ's Alpine image. */
  rabbitmq: { uid: 100, gid: 101 },
  /** A group that compose.yaml adds to the API alone: who reads untrusted bodies need not hold the signing key. */
  api: { uid: 0, gid: 2000 },
};

export interface Secret {
  name: string;
  owner: { uid: number; gid: number };
  /** 0400, or 0440 where the owner is a group. */
  mode: number;
  text: string;
}

/** The secrets of a fresh installation. URL-safe throughout, since passwords are parts of URLs. */
function freshSecrets(): Secret[] {
  const random = () => randomBytes(32).toString('hex');
  const database = random();
  const broker = random();
  return [
    { name: 'database-password', owner: USERS.timescale, mode: 0o400, text: database },
    {
      name: 'database-url',
      owner: USERS.railguard,
      mode: 0o400,
      text: `postgres://railguard:${database}@timescale:5432/railguard`,
    },
    // The image takes no password by file, but its settings may be one. `guest` is not made where another user is.
    {
      name: 'rabbitmq.conf',
      owner: USERS.rabbitmq,
      mode: 0o400,
      text: `default_user = railguard\ndefault_pass = ${broker}`,
    },
    { name: 'amqp-url', owner: USERS.railguard, mode: 0o400, text: `amqp://railguard:${broker}@rabbitmq:5672` },
    { name: 'signing-key', owner: USERS.api, mode: 0o440, text: random() },
  ];
}

/**
 * Makes the secrets of an installation once, in `<folder>/secrets`, each readable by those alone who need it. They are
 * written beside their place and moved there together: a start that is killed meanwhile leaves none, and the next one
 * begins anew, while nothing has used any of them yet.
 *
 * @returns false where they were there already
 */
export function makeSecrets(folder: string): boolean {
  const place = join(folder, 'secrets');
  if (existsSync(place)) return false;
  const unfinished = join(folder, 'unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o755 });
  for (const { name, owner, mode, text } of freshSecrets()) {
    const file = join(unfinished, name);
    writeFileSync(file, `${text}\n`, { mode, flush: true });
    chownSync(file, owner.uid, owner.gid);
  }
  renameSync(unfinished, place);
  return true;
}
