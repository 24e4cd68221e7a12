// What the suites need from the operating system. On Debian as root it is installed; elsewhere it is said what is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** Debian package → how to tell that it is there. The suites that need one skip themselves by name without it. */
const PACKAGES = {
  chromium: () => existsSync('/usr/bin/chromium'),
  openssl: () => succeeds('/usr/bin/openssl', ['version']),
  postfix: () => existsSync('/usr/sbin/postfix'),
  nginx: () => existsSync('/usr/sbin/nginx'),
  python3: () => succeeds('/usr/bin/python3', ['--version']),
  'python3-pip': () => succeeds('/usr/bin/python3', ['-m', 'pip', '--version']),
  'rabbitmq-server': () => existsSync('/usr/lib/rabbitmq/lib'),
  'python3-sentry-sdk': () => succeeds('/usr/bin/python3', ['-c', 'import sentry_sdk']),
  ruby: () => succeeds('ruby', ['--version']),
  'ruby-sentry-ruby': () => succeeds('ruby', ['-e', 'require "sentry-ruby"']),
  'ruby-sentry-raven': () => succeeds('ruby', ['-e', 'require "sentry-raven-without-integrations"']),
};

export function installSystemPackages() {
  const missing = Object.keys(PACKAGES).filter((name) => !PACKAGES[name]());
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.log(`  Not on this machine: ${missing.join(', ')}. The suites that need them say so and are skipped.`);
    return;
  }
  console.log(`  Installing ${missing.join(', ')} …`);
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  // Another apt may be at work on a fresh machine: wait for its lock rather than fail.
  const apt = ['-o', 'DPkg::Lock::Timeout=900', '-q'];
  spawnSync('apt-get', [...apt, 'update'], { ...options, stdio: 'ignore' });
  const add = (names) =>
    spawnSync('apt-get', [...apt, 'install', '-y', '--no-install-recommends', ...names], {
      ...options,
      stdio: ['ignore', 'ignore', 'inherit'],
    }).status === 0;
  // One that cannot be had must not cost the others.
  const isAll = withoutStartingServices(() => add(missing) || missing.map((name) => add([name])).every(Boolean));
  if (!isAll) console.log('  apt-get could not install all of them; what is missing is skipped by name.');
}

/** Tests start brokers and proxies of their own; Debian would also run its own of each from now on, on the usual ports. */
function withoutStartingServices(work) {
  const policy = '/usr/sbin/policy-rc.d';
  // One that is there is the administrator's.
  if (existsSync(policy)) return work();
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return work();
  } finally {
    rmSync(policy);
  }
}

function succeeds(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
