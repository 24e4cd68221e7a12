import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './compose-file.ts';

export interface Instruction {
  name: string;
  text: string;
}

/** One `FROM … AS …` of a Dockerfile, with the instructions up to the next. */
export interface Stage {
  /** Empty for one without a name. */
  name: string;
  from: string;
  instructions: Instruction[];
}

export const DOCKERFILES = ['deploy/Dockerfile', 'deploy/web/Dockerfile'];

export function readDockerfile(path: string): Stage[] {
  const text = readFileSync(join(ROOT, path), 'utf8')
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ');
  const stages: Stage[] = [];
  for (const line of text.split('\n').filter(Boolean)) {
    const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    const [, from, stage = ''] = /^(\S+)(?:\s+AS\s+(\S+))?$/.exec(rest) ?? [];
    if (name === 'FROM') stages.push({ name: stage, from: from!, instructions: [] });
    else stages.at(-1)!.instructions.push({ name, text: rest });
  }
  return stages;
}

/** What holds for an image in the end: of each instruction the last that it or an image it builds upon gives. */
export function lastOf(stages: Stage[], target: string | undefined, instruction: string): string | undefined {
  const stage = target ? stages.find(({ name }) => name === target) : stages.at(-1);
  if (!stage) return undefined;
  const own = stage.instructions.findLast(({ name }) => name === instruction)?.text;
  const below = stages.some(({ name }) => name === stage.from) ? stage.from : undefined;
  return own ?? (below && lastOf(stages, below, instruction));
}
