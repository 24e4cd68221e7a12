import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, isMet } from '../figure.ts';
import type { Scale } from '../options.ts';
import type { Environment } from './environment.ts';

const FOLDER = join(import.meta.dirname, '../results');

export interface Results {
  environment: Environment;
  scale: Scale;
  figures: Figure[];
  /** Measurements that cannot be made on this machine, with the reason. */
  skipped: Record<string, string>;
  /** Measurements that could not be made, with the reason. */
  failures: Record<string, string>;
}

/** Writes `results/<time>.json` and `results/latest.json`; answers the path of the former. */
export function writeResults(results: Results): string {
  const figures = results.figures.map((figure) => ({
    ...figure,
    ...(figure.baseline ? { share: figure.value / figure.baseline.value } : {}),
    met: isMet(figure) ?? null,
  }));
  const json = `${JSON.stringify({ ...results, figures }, null, 2)}\n`;
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `${results.environment.date.replaceAll(':', '-')}.json`);
  writeFileSync(path, json);
  writeFileSync(join(FOLDER, 'latest.json'), json);
  return path;
}
