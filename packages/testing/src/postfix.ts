import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@railguard/solo/free-port';
import { eventually } from './eventually.ts';
import { descendantsOf, hasEnded, signal } from './process-tree.ts';

const POSTFIX = '/usr/sbin/postfix';
const START_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 10_000;
/** `nobody`: whose the mailboxes are. */
const MAILBOX_OWNER = 65_534;

/** For `describe.skipIf`: Postfix has to be there, and only root can start it. */
export const withoutPostfix = !existsSync(POSTFIX) || process.getuid?.() !== 0;

/** A Postfix of our own, as Debian builds it, that delivers to mailboxes of its own and demands TLS. */
export interface Postfix {
  /** `smtp://127.0.0.1:<port>` */
  url: string;
  /** The certificate by which it is known, for `NODE_EXTRA_CA_CERTS`. */
  certificate: string;
  /** What was delivered to an address, each as it lies in the mailbox. */
  delivered(address: string): string[];
  log(): string;
  /** Stops it and removes everything it left. */
  destroy(): Promise<void>;
}

/**
 * Starts one on a free port and in a folder of its own.
 * @param addresses who has a mailbox; everybody else is refused with 550
 * @throws Error with its log where it does not come up
 */
export async function startPostfix(addresses: string[]): Promise<Postfix> {
  const home = mkdtempSync(join(tmpdir(), 'railguard-postfix-'));
  // Its processes run as users of their own.
  chmodSync(home, 0o755);
  const folder = (name: string) => join(home, name);
  for (const name of ['queue', 'data', 'mail', 'config']) mkdirSync(folder(name));
  chownSync(folder('data'), Number(idOf('postfix')), 0);
  chownSync(folder('mail'), MAILBOX_OWNER, 0);
  const certificate = folder('certificate.pem');
  makeCertificate(certificate, folder('key.pem'));
  const port = await freePort();
  writeFileSync(folder('config/main.cf'), mainConfig(home, addresses));
  writeFileSync(folder('config/master.cf'), services(port));

  const log = () => (existsSync(folder('log')) ? readFileSync(folder('log'), 'utf8') : '');
  const output: string[] = [];
  const master = spawn(POSTFIX, ['-c', folder('config'), 'start-fg'], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [master.stdout, master.stderr]) stream.on('data', (chunk) => output.push(String(chunk)));

  async function destroy(): Promise<void> {
    await stop(master);
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  try {
    await eventually('Postfix listens', () => greets(port), Boolean, START_WITHIN_MS);
  } catch (error) {
    const said = `${output.join('')}\n${log()}`;
    await destroy();
    throw new Error(`Postfix does not start: ${(error as Error).message}\n${said}`);
  }
  return {
    url: `smtp://127.0.0.1:${port}`,
    certificate,
    delivered(address) {
      const inbox = join(folder('mail'), address, 'new');
      return existsSync(inbox) ? readdirSync(inbox).map((name) => readFileSync(join(inbox, name), 'utf8')) : [];
    },
    log,
    destroy,
  };
}

function mainConfig(home: string, addresses: string[]): string {
  const domains = new Set(addresses.map((address) => address.slice(address.indexOf('@') + 1)));
  const mailboxes = addresses.map((address) => `{ ${address} = ${address}/ }`);
  return [
    'compatibility_level = 3.6',
    `queue_directory = ${home}/queue`,
    `data_directory = ${home}/data`,
    `maillog_file = ${home}/log`,
    `maillog_file_prefixes = ${home}`,
    'inet_interfaces = loopback-only',
    'myhostname = mail.example.org',
    'mydestination =',
    'mynetworks =',
    'alias_maps =',
    `virtual_mailbox_domains = ${[...domains].join(' ')}`,
    `virtual_mailbox_base = ${home}/mail`,
    `virtual_mailbox_maps = inline:{ ${mailboxes.join(', ')} }`,
    `virtual_uid_maps = static:${MAILBOX_OWNER}`,
    `virtual_gid_maps = static:${MAILBOX_OWNER}`,
    'smtpd_relay_restrictions = reject_unauth_destination',
    'smtpd_tls_security_level = encrypt',
    `smtpd_tls_cert_file = ${home}/certificate.pem`,
    `smtpd_tls_key_file = ${home}/key.pem`,
    'smtpd_tls_received_header = yes',
    '',
  ].join('\n');
}

/** What one delivery takes of Debian's own master.cf; nothing is jailed, so that it needs no copies of system files. */
function services(port: number): string {
  return [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'verify unix - - n - 1 verify',
    'flush unix n - n 1000? 0 flush',
    'proxymap unix - - n - - proxymap',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'virtual unix - n n - - virtual',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'postlog unix-dgram n - n - 1 postlogd',
    '',
  ].join('\n');
}

function makeCertificate(certificate: string, key: string): void {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', key, '-out', certificate];
  const arguments_ = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, ...files];
  const { status, stderr } = spawnSync('openssl', arguments_, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`no certificate could be made: ${stderr}`);
}

function idOf(user: string): string {
  return spawnSync('id', ['-u', user], { encoding: 'utf8' }).stdout.trim();
}

/** Whether a mail server says 220 there. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(2_000, () => socket.destroy());
    socket.once('data', (data) => {
      resolve(data.toString().startsWith('220'));
      socket.end('QUIT\r\n');
    });
    socket.once('error', () => {});
    socket.once('close', () => resolve(false));
  });
}

/** The script that we started is not its master, and hands no signal on. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const tree = [...descendantsOf(child.pid).map(({ pid }) => pid), child.pid];
  for (const pid of tree) signal(pid, 'SIGTERM');
  for (const pid of tree) {
    if (!(await hasEnded(pid, STOP_WITHIN_MS))) signal(pid, 'SIGKILL');
  }
}
