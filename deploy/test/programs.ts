import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './compose-file.ts';

/** Where tools/deploy-tools.mjs puts them. */
const INSTALLED = join(ROOT, 'node_modules/.cache/deploy-tools');

/** `hadolint` of the machine, or the one that `npm test` installed. */
export const HADOLINT = findProgram([['hadolint'], [join(INSTALLED, 'bin/hadolint')]], '--version');

/** `docker compose` of the machine, or what `npm test` installed. It needs no engine to read files. */
export const COMPOSE = findProgram(
  [['docker', 'compose'], ['docker-compose'], [join(INSTALLED, 'compose/docker-compose')]],
  'version',
);

/** The first command that answers; undefined where none does. */
function findProgram(commands: string[][], question: string): string[] | undefined {
  return commands.find(
    ([program, ...args]) => spawnSync(program!, [...args, question], { stdio: 'ignore' }).status === 0,
  );
}
