// Builds the dashboard, once for each state of its sources: what is there already costs a few milliseconds.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeBinary, root, run } from './install.mjs';

const web = join(root, 'apps', 'web');
const stampFile = join(web, 'dist', '.built');
/** Everything that ends up in it. */
const SOURCES = [
  'apps/web/index.html',
  'apps/web/vite.config.ts',
  'apps/web/build',
  'apps/web/static',
  'apps/web/src',
  'packages/client/src',
  'packages/contract/src',
  'packages/protocol/src',
  'package-lock.json',
];

/** `say` is told before it takes time, and how long it took. */
export async function buildWeb(say = () => {}) {
  const wanted = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  const started = Date.now();
  say('Building the dashboard …');
  await run(nodeBinary(), ['node_modules/vite/bin/vite.js', 'build', 'apps/web', '--logLevel', 'warn'], {
    quiet: true,
  });
  writeFileSync(stampFile, wanted);
  say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesOf(join(root, source))) hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
