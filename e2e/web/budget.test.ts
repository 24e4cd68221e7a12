import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const DIST = join(import.meta.dirname, '../../apps/web/dist');
/** Of what a browser loads before the first page is there. */
const MOST_GZIPPED = 200_000;

const gzipped = (file: string) => gzipSync(readFileSync(join(DIST, file))).length;

/** A script, and whatever it cannot run without. */
function withImports(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(join(DIST, file), 'utf8');
  for (const [, name] of text.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)) withImports(`assets/${name}`, found);
  return found;
}

const entry = /src="\/(assets\/[\w.-]+\.js)"/.exec(readFileSync(join(DIST, 'index.html'), 'utf8'))![1]!;
const scripts = readdirSync(join(DIST, 'assets')).filter((name) => name.endsWith('.js'));
/** @throws Error where there is no such script, which would make every budget look kept */
function pageOf(name: string): string {
  const found = scripts.find((script) => script.startsWith(`${name}-`));
  if (!found) throw new Error(`no script of the dashboard is called ${name}`);
  return found;
}

test.each(['sign-in-page', 'stream-page'])('the first load of %s is small', (name) => {
  const files = withImports(`assets/${pageOf(name)}`, withImports(entry));
  const bytes = [...files].reduce((sum, file) => sum + gzipped(file), 0);
  expect(bytes).toBeLessThan(MOST_GZIPPED);
  expect(bytes).toBeGreaterThan(50_000);
});

test('pages are loaded when they are opened, and charts with the pages that have one', () => {
  const first = withImports(`assets/${pageOf('stream-page')}`, withImports(entry));
  for (const name of ['settings-layout', 'health-page', 'setup-page', 'draw-chart', 'security-page']) {
    expect([...first].includes(`assets/${pageOf(name)}`), name).toBe(false);
  }
  expect(scripts.length).toBeGreaterThan(20);
});
