import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en } from './en.ts';

const root = join(import.meta.dirname, '..');
const files = globSync('**/*.{ts,tsx}', { cwd: root }).filter((path) => !/\.test\.tsx?$|^text\//.test(path));
const source = files.map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
const entries = Object.entries<string>(en);

describe('the sentences of the dashboard', () => {
  test('say something, without room around it', () => {
    const wrong = entries.filter(([, text]) => text.split('|').some((form) => form === '' || form !== form.trim()));
    expect(wrong).toEqual([]);
  });

  test('have one form, or two that follow a number', () => {
    const wrong = entries.filter(([, text]) => {
      const forms = text.split('|');
      return forms.length > 2 || (forms.length === 2 && !forms[1]!.includes('{count}'));
    });
    expect(wrong).toEqual([]);
  });

  /** `{{ type }}` is shown as it is: what fingerprints are written with. */
  test('fill in names and nothing else', () => {
    const wrong = entries.filter(([, text]) => /[{}]/.test(text.replace(/\{\{ \w+ \}\}|\{[a-z_]+\}/g, '')));
    expect(wrong).toEqual([]);
  });

  test('are each in one file alone', () => {
    const keys = globSync('en/*.ts', { cwd: import.meta.dirname }).flatMap((path) =>
      [...readFileSync(join(import.meta.dirname, path), 'utf8').matchAll(/^ {2}'([^']+)':/gm)].map(
        (match) => match[1]!,
      ),
    );
    expect(keys.toSorted()).toEqual(Object.keys(en).toSorted());
  });

  /** By name, or as `t(`status.${…}`)` for all that begin and end so. */
  test('are each said somewhere', () => {
    const made = [...source.matchAll(/`([\w.]*)\$\{[^}]*\}([\w.]*)`/g)].map((match) => [match[1]!, match[2]!] as const);
    const isSaid = (key: string) =>
      source.includes(`'${key}'`) ||
      made.some(([start, end]) => start.includes('.') && key.startsWith(start) && key.endsWith(end));
    expect(Object.keys(en).filter((key) => !isSaid(key))).toEqual([]);
  });
});
