import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const pages = globSync(['*.md', 'docs/**/*.md', 'bench/*.md', 'deploy/*.md'], { cwd: root });

describe('the documents', () => {
  it.each(pages)('%s links only to what exists', (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1]!);
    const missing = targets
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => !existsSync(join(root, dirname(page), target)));
    expect(missing).toEqual([]);
  });

  it.each(['docs/adding.md', 'docs/architecture.md', 'CONTRIBUTING.md'])('%s names only files that exist', (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    // Rooms that are named ahead of being built stand in one sentence that says so.
    const planned = text.match(/^Rooms that are named but not built yet:[\s\S]*?\n\n/m)?.[0] ?? '';
    const named = [...text.matchAll(/`((?:packages|services|apps|tools|docs|e2e|bench|deploy)\/[\w./-]*)`/g)];
    const missing = named
      .map((match) => match[1]!)
      .filter((path) => !planned.includes(`\`${path}\``))
      .filter((path) => !existsSync(join(root, path)));
    expect(missing).toEqual([]);
  });
});
