import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './compose-file.ts';

/** Where tools/deploy-tools.mjs puts them. */
const INSTALLED = join(ROOT, 'node_modules/.cache/deploy-tools');

/** `hadolint` of the machine, or the one that `npm test` installed. */
export const HADOLINT = findProgram(
  [['hadolint'], [join(INSTALLED, 'bin/hadolint')]],
  '--version',
  /hadolint|Haskell/i,
);

/**
 * `docker compose` of the machine, or what `npm test` installed. It needs no engine to read files. The first version,
 * which still is Debian's `docker-compose`, reads another dialect and spells its name otherwise.
 */
export const COMPOSE = findProgram(
  [['docker', 'compose'], ['docker-compose'], [join(INSTALLED, 'compose/docker-compose')]],
  'version',
  /^Docker Compose version/m,
);

/** The first command that answers as expected; undefined where none does. */
function findProgram(commands: string[][], question: string, expected: RegExp): string[] | undefined {
  return commands.find(([program, ...args]) => {
    const { status, stdout } = spawnSync(program!, [...args, question], { encoding: 'utf8' });
    return status === 0 && expected.test(stdout);
  });
}
