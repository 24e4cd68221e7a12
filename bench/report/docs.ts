import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeEnvironment } from './environment.ts';
import type { Results } from './results.ts';
import { markdownTable } from './table.ts';

const FILE = join(import.meta.dirname, '../../docs/benchmarks.md');
const BEGIN = '<!-- measured: begin -->';
const END = '<!-- measured: end -->';

/** Puts the table between the two marks of docs/benchmarks.md. @throws Error where a mark is missing */
export function writeDocs({ environment, figures, skipped }: Results): void {
  const text = readFileSync(FILE, 'utf8');
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`${FILE} has lost its marks ${BEGIN} and ${END}`);
  const missing = Object.entries(skipped).map(([name, reason]) => `Not measured: \`${name}\`. ${reason}.`);
  const measured = [`${describeEnvironment(environment)}.`, markdownTable(figures), ...missing].join('\n\n');
  writeFileSync(FILE, `${text.slice(0, begin)}${BEGIN}\n\n${measured}\n\n${text.slice(end)}`);
}
