import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, VARIABLES } from '@railguard/kit/config';
import { describe, expect, test } from 'vitest';
import { ROOT, readComposeFile, type Service, variablesIn, withDefaults } from './compose-file.ts';
import { lastOf, readDockerfile } from './dockerfile.ts';
import { COMPOSE } from './programs.ts';

const FILES = ['compose.yaml', 'compose.single.yaml'];
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const distributed = readComposeFile('compose.yaml');
const services = FILES.flatMap((file) =>
  Object.entries(readComposeFile(file).services).map(([name, service]): [string, string, Service] => [
    file,
    name,
    service,
  ]),
);
/** Ends when it has done its work; nothing asks how it is. */
const isOneShot = (service: Service) => service.restart === 'no';

/** Our settings as a process may be given them. */
const settings = VARIABLES.flatMap(({ name, secret }) => (secret ? [name, `${name}_FILE`] : [name]));

describe('every container', () => {
  test.each(services)('%s: %s changes nothing of its image and has no right of root’s', (_file, _name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(service.cap_add ?? []).toEqual(isOneShot(service) ? ['CHOWN'] : []);
  });

  test.each(services)('%s: %s is bounded in memory, processes and logs', (_file, _name, service) => {
    expect(service.deploy?.resources.limits).toEqual({
      memory: expect.stringMatching(/^\d+[MG]$/),
      pids: expect.any(Number),
    });
    expect(service.logging?.options).toEqual({ 'max-size': '10m', 'max-file': '3' });
  });

  test.each(services)('%s: %s is started again, told to stop in time, and asked how it is', (_file, _name, service) => {
    if (isOneShot(service)) return expect(service.network_mode).toBe('none');
    expect(service.restart).toBe('unless-stopped');
    expect(service.stop_grace_period).toMatch(/^\d\ds$/);
    const { dockerfile, target } = service.build ?? {};
    const ofImage = dockerfile ? lastOf(readDockerfile(dockerfile), target, 'HEALTHCHECK') : undefined;
    expect(service.healthcheck?.test ?? ofImage).toBeTruthy();
  });

  test.each(services)('%s: %s runs as another user than root', (_file, _name, service) => {
    if (isOneShot(service)) return;
    const { dockerfile, target } = service.build ?? {};
    const user = dockerfile ? lastOf(readDockerfile(dockerfile), target, 'USER') : service.user;
    expect(user).toMatch(/^[1-9]\d*/);
  });

  test.each(services)('%s: %s comes from an image of one version', (_file, _name, { image, build }) => {
    if (build) expect(image, 'a name would be looked for in a registry before it is built').toBeUndefined();
    else expect(image).toMatch(/^[\w/]+:\d+\.\d+\.\d+-\w+$/);
  });
});

describe('the network', () => {
  test.each(FILES)('%s publishes one port, on this machine alone unless told otherwise', (file) => {
    const published = Object.values(readComposeFile(file).services).flatMap(({ ports = [] }) => ports);
    expect(published).toEqual([
      // biome-ignore lint/suspicious/noTemplateCurlyInString: compose interpolates it
      expect.stringContaining('${RAILGUARD_HOST:-127.0.0.1}:${RAILGUARD_PORT:-8000}:'),
    ]);
  });

  test.each(['timescale', 'rabbitmq'])('%s is on inner networks only, and on none of the proxy’s', (name) => {
    const { networks = [], network_mode } = distributed.services[name]!;
    expect(network_mode).toBeUndefined();
    expect(networks.length).toBeGreaterThan(0);
    for (const network of networks) {
      expect(distributed.networks?.[network]).toEqual({ internal: true });
      expect(distributed.services.web!.networks).not.toContain(network);
    }
  });

  test('everybody who depends on another can reach it', () => {
    for (const [name, { depends_on = {}, networks = [] }] of Object.entries(distributed.services)) {
      for (const other of Object.keys(depends_on).filter((other) => other !== 'secrets')) {
        const shared = networks.filter((network) => distributed.services[other]!.networks?.includes(network));
        expect([name, other, shared.length > 0]).toEqual([name, other, true]);
      }
    }
  });
});

describe('settings', () => {
  const ours = services.filter(([, , { build }]) => build);

  test.each(ours)('%s: %s is given only what the product knows', (_file, _name, { environment = {} }) => {
    expect(Object.keys(environment).filter((name) => !settings.includes(name))).toEqual([]);
  });

  test.each(ours)('%s: %s starts with what it is given by default', (_file, _name, { environment = {} }) => {
    const env = Object.entries(environment)
      .filter(([name, value]) => settings.includes(name) && !value.startsWith('/run/railguard/'))
      .map(([name, value]) => [name, withDefaults(value)]);
    expect(readConfig(Object.fromEntries(env))).toMatchObject({ url: 'http://localhost:8000' });
  });

  test('each of the product’s can be given', () => {
    const given = services.flatMap(([, , { environment = {} }]) => Object.keys(environment));
    const missing = VARIABLES.filter(({ name }) => !given.includes(name) && !given.includes(`${name}_FILE`));
    expect(missing).toEqual([]);
  });

  test('.env.example explains each that the files read, and no other', () => {
    const explained = [...textOf('.env.example').matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name!);
    const read = FILES.flatMap((file) => variablesIn(textOf(file)));
    expect(explained.sort()).toEqual([...new Set(read)].sort());
    expect(read.filter((name) => !settings.includes(name))).toEqual([]);
  });

  test('.env.example shows the default of each that has one', () => {
    const text = textOf('.env.example');
    for (const [, name, value] of FILES.map(textOf)
      .join('\n')
      .matchAll(/\$\{([A-Z_]+):-([^${}'"\s]+)\}/g)) {
      if (name === 'RAILGUARD_LOG_LEVEL' || name!.endsWith('_FILE')) continue;
      expect(text).toContain(`#${name}=${value}\n`);
    }
  });

  test.each(services)('%s: %s has no secret written into it', (_file, _name, { environment = {} }) => {
    const secrets = Object.entries(environment).filter(([name]) =>
      /PASS|SECRET|TOKEN|_KEY|(?:DATABASE|AMQP|SMTP)_URL/.test(name),
    );
    for (const [name, value] of secrets) {
      const isPath = name.endsWith('_FILE') && /^(?:\$\{[A-Z_]+:\+)?\/run\/[\w/-]+\}?$/.test(value);
      expect([name, isPath || value === `\${${name}:-}`]).toEqual([name, true]);
    }
  });

  test.each([...FILES, '.env.example', 'deploy/rabbitmq/railguard.conf'])('%s holds no credentials', (file) => {
    expect(textOf(file)).not.toMatch(/:\/\/[^/\s:]+:(?!password@)[^@/\s]+@|default_pass|guest:guest/);
  });

  test.each(FILES)('%s mounts only files that exist', (file) => {
    const { configs = {}, secrets = {} } = readComposeFile(file);
    for (const { file: path } of [...Object.values(configs), ...Object.values(secrets)]) {
      const fallback = path.replace(/^\$\{[A-Z_]+:-(.*)\}$/, '$1');
      expect([fallback, existsSync(join(ROOT, fallback))]).toEqual([fallback, true]);
    }
  });
});

describe.skipIf(!COMPOSE)('docker compose (needs it)', () => {
  const config = (file: string, env: Record<string, string>, ...args: string[]) => {
    const [command, ...first] = COMPOSE!;
    const options = ['--project-directory', ROOT, '--env-file', '/dev/null', '-f', join(ROOT, file)];
    const { status, stdout, stderr } = spawnSync(command!, [...first, ...options, 'config', ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    });
    return { status, stderr, config: status === 0 ? JSON.parse(stdout) : undefined };
  };
  const json = ['--format', 'json'];

  test.each(FILES)('takes %s without a single setting and without a warning', (file) => {
    const { status, stderr } = config(file, {}, ...json);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test.each(FILES)('publishes %s where it is told to', (file) => {
    const set = { RAILGUARD_HOST: '192.0.2.1', RAILGUARD_PORT: '9000' };
    const { config: resolved } = config(file, set, ...json);
    const front = resolved.services.web ?? resolved.services.railguard;
    expect(front.ports).toMatchObject([{ host_ip: '192.0.2.1', published: '9000' }]);
    expect(front.environment.RAILGUARD_URL).toBe('http://localhost:9000');
  });

  test('gives a secret by file to the process alone, and by no file where none is named', () => {
    const named = config('compose.yaml', { SMTP_URL_FILE: './my/smtp' }, ...json).config;
    expect(named.services.worker.environment.SMTP_URL_FILE).toBe('/run/secrets/smtp-url');
    expect(named.secrets['smtp-url'].file).toBe(join(ROOT, 'my/smtp'));
    const unnamed = config('compose.yaml', {}, ...json).config;
    expect(unnamed.services.worker.environment.SMTP_URL_FILE).toBe('');
  });
});
