import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, readComposeFile } from './compose-file.ts';
import { DOCKERFILES, lastOf, readDockerfile } from './dockerfile.ts';
import { HADOLINT } from './programs.ts';

const stagesOf = new Map(DOCKERFILES.map((path) => [path, readDockerfile(path)]));
const built = ['compose.yaml', 'compose.single.yaml'].flatMap((file) =>
  Object.values(readComposeFile(file).services).flatMap(({ build }) => (build ? [build] : [])),
);
const images = built.map(({ dockerfile, target }): [string, string, string | undefined] => [
  target ?? dockerfile,
  dockerfile,
  target,
]);

test.skipIf(!HADOLINT).each(DOCKERFILES)('hadolint has nothing to say of %s (needs hadolint)', (path) => {
  const [program, ...args] = HADOLINT!;
  const { status, stdout } = spawnSync(program!, [...args, join(ROOT, path)], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

test('images run the Node that checkouts run', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const { from } = stagesOf.get('deploy/Dockerfile')![0]!;
  expect(from).toBe(`node:${dependencies.node}-trixie-slim`);
});

test('the whole product in one container runs with the flags of checkouts', () => {
  const flags = JSON.parse(readFileSync(join(ROOT, 'services/solo/node-flags.json'), 'utf8')) as string[];
  expect(lastOf(stagesOf.get('deploy/Dockerfile')!, 'solo', 'ENV')).toBe(`NODE_OPTIONS=${flags.join(' ')}`);
});

describe.each(DOCKERFILES)('%s', (path) => {
  const stages = stagesOf.get(path)!;
  const instructions = stages.flatMap(({ instructions }) => instructions);
  const copies = instructions.filter(({ name, text }) => name === 'COPY' && !text.startsWith('--from='));

  test('builds on images of one version', () => {
    const foreign = stages.filter(({ from }) => !stages.some(({ name }) => name === from));
    for (const { from } of foreign) expect(from).toMatch(/^[\w/-]+:\d+\.\d+\.\d+-[\w-]+$/);
  });

  test('copies only what exists and what .dockerignore lets through', () => {
    const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8');
    for (const source of copies.flatMap(({ text }) => text.split(/\s+/).slice(0, -1))) {
      if (source === '.') continue;
      expect([source, globSync(source, { cwd: ROOT }).length > 0]).toEqual([source, true]);
      const [top] = source.split('/');
      expect([source, ignored.includes(`\n!${top}\n`)]).toEqual([source, true]);
    }
  });

  test('takes modules from stages that exist', () => {
    const stagesNamed = instructions.flatMap(({ text }) => /^--from=(\S+)/.exec(text)?.[1] ?? []);
    for (const name of stagesNamed) expect(stages.map((stage) => stage.name)).toContain(name);
  });
});

test('npm is given the package.json of every workspace, without which it does not read the lock file', () => {
  const { workspaces } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { workspaces: string[] };
  const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8');
  const manifests = globSync(
    workspaces.map((folder) => `${folder}/package.json`),
    { cwd: ROOT },
  );
  for (const manifest of manifests) {
    const isThere = ignored.includes(`\n!${manifest}\n`) || ignored.includes(`\n!${manifest.split('/')[0]}\n`);
    expect([manifest, isThere]).toEqual([manifest, true]);
  }
});

describe.each(images)('%s', (_name, dockerfile, target) => {
  const stages = stagesOf.get(dockerfile)!;

  test('is a stage of its Dockerfile', () => {
    expect(stages.some(({ name }) => name === (target ?? ''))).toBe(true);
  });

  test('runs a program that exists, by its name and without a shell, so that signals reach it', () => {
    const command = JSON.parse(lastOf(stages, target, 'CMD')!) as string[];
    if (command[0] === 'nginx') return;
    expect(command[0]).toBe('node');
    expect([command[1], existsSync(join(ROOT, command[1]!))]).toEqual([command[1], true]);
  });

  test('says how it is stopped and how it is asked', () => {
    expect(lastOf(stages, target, 'STOPSIGNAL')).toMatch(/^SIG(TERM|QUIT)$/);
    expect(lastOf(stages, target, 'HEALTHCHECK')).toMatch(/^(NONE|--interval=.*CMD \[.*)$/);
  });
});
