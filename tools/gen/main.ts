import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate as configuration } from './configuration.ts';
import { generate as errors } from './errors.ts';
import { generate as openapi } from './openapi.ts';
import { generate as schema } from './schema.ts';

/** Every generated document, each from the code that it describes. */
const GENERATORS = [configuration, errors, openapi, schema];

const root = join(import.meta.dirname, '..', '..');
const checkOnly = process.argv.includes('--check');
const stale: string[] = [];

for (const generate of GENERATORS) {
  const { path, text } = await generate();
  const file = join(root, path);
  const before = readOrNothing(file);
  if (before === text) continue;
  stale.push(path);
  if (!checkOnly) writeFileSync(file, text);
}

if (checkOnly && stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run npm run gen.`);
  process.exit(1);
}
console.log(stale.length > 0 ? `Written: ${stale.join(', ')}` : 'All generated documents are current.');

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
