import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en, type TextKey } from '../text/en.ts';
import { router } from './router.tsx';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, '../../../docs/dashboard.md'), 'utf8');

/** The first two columns of the table under a heading. */
function tableUnder(heading: string): string[][] {
  const section = text.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) => row.split(' | ').map((cell) => cell.replace(/^\| |\s*\|$/g, '')));
}

/** What a folder offers by keys: the keys and what they do, as its code says it. */
function keysIn(folder: string): [keys: string, title: string][] {
  return globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root })
    .filter((path) => !path.includes('.test.'))
    .flatMap((path) => [
      ...readFileSync(join(root, path), 'utf8').matchAll(/keys: '([^']+)',\s*title: t\('([^']+)'\)/g),
    ])
    .map((match) => [`\`${match[1]}\``, en[match[2] as TextKey]]);
}

describe('docs/dashboard.md', () => {
  test.each([
    ['Everywhere', ['app']],
    ['In the list of issues', ['features/issues']],
    ['On an issue', ['features/issue', 'features/event']],
  ])('names every key and what it does: %s', (heading, folders) => {
    const offered = folders.flatMap(keysIn);
    expect(offered.length).toBeGreaterThan(0);
    expect(tableUnder(heading).toSorted()).toEqual(offered.toSorted());
  });

  test('leaves out no folder that offers keys', () => {
    expect(keysIn('.')).toHaveLength(
      ['app', 'features/issues', 'features/issue', 'features/event'].flatMap(keysIn).length,
    );
  });

  test('names every address', () => {
    const named = ['Without signing in', 'Issues', 'Alerts', 'Projects', 'Settings', 'Your account', 'Installation']
      .flatMap(tableUnder)
      .map(([address]) => address!.replaceAll('`', ''));
    const addresses = Object.keys(router.routesByPath).map((path) => path.replace(/(.)\/$/, '$1'));
    expect(named.toSorted()).toEqual([...new Set(addresses)].toSorted());
  });
});
