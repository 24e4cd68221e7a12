// Installs what a command needs, once. Runs on whatever Node the machine has, before Node 26 is there.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(fileURLToPath(import.meta.url), '..', '..');
const stampFile = join(root, 'node_modules', '.railguard-installed.json');

/**
 * Which npm arguments each scope installs. `run` is what running the product needs and nothing else: the
 * workspaces of the server processes and of the dashboard, without development dependencies.
 */
const SCOPES = {
  run: ['--omit=dev', '--include-workspace-root', '--workspace=services/solo', '--workspace=apps/web'],
  all: [],
};

/** Makes sure `scope` is installed for the present package-lock.json; what is there already costs a few milliseconds. */
export async function install(scope) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (isInstalled(scope, lock)) return;
  const started = Date.now();
  const done = showProgress(scope === 'run' ? 'Installing what running needs' : 'Installing everything');
  // Not `npm ci`: it refuses a lock file that lacks optional packages of other platforms, and it throws away what is
  // installed. With --no-save the lock file is obeyed and never written.
  const npm = ['install', '--no-save', ...SCOPES[scope], '--no-audit', '--no-fund', '--loglevel=error'];
  await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', npm, { quiet: true });
  done(`Installed in ${Math.round((Date.now() - started) / 1000)} s`);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ scope, lock }));
}

function isInstalled(scope, lock) {
  if (!existsSync(nodeBinary())) return false;
  if (existsSync(stampFile)) {
    const stamp = JSON.parse(readFileSync(stampFile, 'utf8'));
    return stamp.lock === lock && (stamp.scope === 'all' || stamp.scope === scope);
  }
  // Installed by hand with `npm install` or `npm ci`: npm's own record says of which lock file's packages.
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      !path || entry.optional || !path.includes('node_modules/') || present[path]?.version === entry.version,
  );
}

/** The pinned Node, as npm installed it. */
export function nodeBinary() {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Runs a command in the repository's root; rejects with its output where it fails. */
export function run(command, args, { quiet = false, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} failed with ${code}\n${output.slice(-4000)}`));
    });
  });
}

/** A line that counts seconds on a terminal, and one plain line elsewhere. */
function showProgress(text) {
  const started = Date.now();
  const isTerminal = process.stdout.isTTY;
  process.stdout.write(isTerminal ? `  ${text} …` : `  ${text} …\n`);
  const timer = isTerminal
    ? setInterval(() => process.stdout.write(`\r  ${text} … ${Math.round((Date.now() - started) / 1000)} s`), 1000)
    : undefined;
  return (end) => {
    clearInterval(timer);
    process.stdout.write(isTerminal ? `\r\x1b[K  ${end}\n` : `  ${end}\n`);
  };
}
