import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { eventually } from '@railguard/testing/eventually';
import { freePort } from '@railguard/testing/free-port';

const ROOT = join(import.meta.dirname, '../..');
const WEB = join(ROOT, 'deploy/web');

/** The nginx to test with: Debian's, or the one that RAILGUARD_TEST_NGINX names. */
export const NGINX = [process.env.RAILGUARD_TEST_NGINX, '/usr/sbin/nginx', '/usr/local/sbin/nginx'].find(
  (path) => path && existsSync(path),
);

/** `[1, 22, 1]`; nothing where there is no nginx. */
export function nginxVersion(): number[] {
  const said = NGINX ? spawnSync(NGINX, ['-v'], { encoding: 'utf8' }).stderr : '';
  return (/nginx\/([\d.]+)/.exec(said)?.[1] ?? '').split('.').filter(Boolean).map(Number);
}

export interface Web {
  /** `http://127.0.0.1:<port>` */
  url: string;
  port: number;
  /** What it wrote to its access log and its error log. */
  log(): string;
  stop(): Promise<void>;
}

export interface WebOptions {
  /** As compose gives them to the container, beside the address to listen on. */
  env?: Record<string, string>;
  /** Rewrites `http/upstreams.conf` once it is rendered. */
  upstreams: (rendered: string) => string;
}

/** `nobody`: the image runs nginx as a user without rights, too. */
const NOBODY = 65_534;

/** nginx with the files of the image, laid out as there and rendered as its entry point renders them. */
export async function startWeb({ env = {}, upstreams }: WebOptions): Promise<Web> {
  const home = mkdtempSync(join(tmpdir(), 'railguard-web-'));
  const run = join(home, 'run');
  const port = await freePort();
  for (const file of globSync('*.conf', { cwd: WEB })) cpSync(join(WEB, file), join(home, file));
  cpSync(join(ROOT, 'apps/web/dist'), join(home, 'public'), { recursive: true });
  const variables = {
    RAILGUARD_HOST: '127.0.0.1',
    RAILGUARD_PORT: String(port),
    RAILGUARD_TRUST_PROXY: 'false',
    RAILGUARD_URL: 'http://localhost:8000',
    NGINX_LOCAL_RESOLVERS: '127.0.0.11',
    ...env,
  };
  render('listen.conf', (text) => text);
  render('http/client.conf', (text) => text);
  render('http/upstreams.conf', upstreams);

  const isRoot = process.getuid?.() === 0;
  if (isRoot) for (const path of [home, run]) chownSync(path, NOBODY, NOBODY);
  // A file and no pipe: nginx opens /dev/stdout, which a socket does not allow.
  const output = join(home, 'output.log');
  const descriptor = openSync(output, 'a');
  if (isRoot) chownSync(output, NOBODY, NOBODY);
  const nginx = spawn(NGINX!, ['-p', `${home}/`, '-c', 'nginx.conf', '-g', 'daemon off;'], {
    stdio: ['ignore', descriptor, descriptor],
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  const exited = once(nginx, 'exit');
  const web: Web = {
    url: `http://127.0.0.1:${port}`,
    port,
    log: () => readFileSync(output, 'utf8'),
    stop: async () => {
      nginx.kill('SIGTERM');
      await exited;
      rmSync(home, { recursive: true, force: true });
    },
  };
  await eventually(
    'nginx to answer',
    async () => nginx.exitCode !== null || (await fetch(`${web.url}/healthz`)).ok,
    Boolean,
  ).catch((error) => {
    throw new Error(`${error.message}\n${web.log()}`);
  });
  if (nginx.exitCode !== null) throw new Error(`nginx ended:\n${web.log()}`);
  return web;

  /** As the image's entry point does it: envsubst, of variables that are set. */
  function render(name: string, change: (text: string) => string): void {
    const target = join(run, name);
    const template = readFileSync(join(WEB, 'templates', `${name}.template`), 'utf8');
    const text = Object.entries(variables).reduce(
      (text, [name, value]) => text.replaceAll(`\${${name}}`, value),
      template,
    );
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, change(text));
  }
}

/**
 * Names addresses in place of names that only Docker knows. `resolve` and what it needs came with nginx 1.27.3; all
 * else stays as it ships.
 */
export function upstreamsAt(addresses: { ingestor: string[]; api: string[] }): (rendered: string) => string {
  return (rendered) =>
    rendered
      .replace(/^resolver.*;$/gm, '')
      .replace(/^( *)server (ingestor|api):8000 resolve (.*)$/gm, (_line, indent, name: 'ingestor' | 'api', rest) =>
        addresses[name].map((address) => `${indent}server ${address} ${rest}`).join('\n'),
      );
}
