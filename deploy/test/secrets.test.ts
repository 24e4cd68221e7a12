import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@railguard/kit/config';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeSecrets } from '../secrets/make-secrets.ts';
import { readComposeFile } from './compose-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'railguard-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string) => readFileSync(join(folder, 'secrets', name), 'utf8').trim();
const { services } = readComposeFile('compose.yaml');

describe.skipIf(process.getuid?.() !== 0)('the secrets of an installation (needs root, which hands them out)', () => {
  test('are what the processes take, at the addresses of the services', () => {
    expect(makeSecrets(folder)).toBe(true);
    const place = (path = '') => path.replace('/run/railguard', folder);
    const { DATABASE_URL_FILE, AMQP_URL_FILE, RAILGUARD_SECRET_FILE } = services.api!.environment!;
    const config = readConfig({
      DATABASE_URL_FILE: place(DATABASE_URL_FILE),
      AMQP_URL_FILE: place(AMQP_URL_FILE),
      RAILGUARD_SECRET_FILE: place(RAILGUARD_SECRET_FILE),
    });
    expect(Object.keys(services)).toContain(new URL(config.databaseUrl!).hostname);
    expect(Object.keys(services)).toContain(new URL(config.amqpUrl!).hostname);
    expect(config.secret).toMatch(/^[0-9a-f]{64}$/);
  });

  test('are the same on both sides of a connection', () => {
    makeSecrets(folder);
    const { POSTGRES_USER, POSTGRES_DB } = services.timescale!.environment!;
    const database = `postgres://${POSTGRES_USER}:${read('database-password')}@timescale:5432/${POSTGRES_DB}`;
    expect(read('database-url')).toBe(database);
    const [, user, password] = /^default_user = (\w+)\ndefault_pass = (\w+)$/.exec(read('rabbitmq.conf'))!;
    expect(user).not.toBe('guest');
    expect(read('amqp-url')).toBe(`amqp://${user}:${password}@rabbitmq:5672`);
  });

  test('can each be read by the user who needs it and by nobody else', () => {
    makeSecrets(folder);
    const owners = readdirSync(join(folder, 'secrets')).map((name) => {
      const { uid, gid, mode } = statSync(join(folder, 'secrets', name));
      return [name, `${uid}:${gid}`, (mode & 0o777).toString(8)];
    });
    expect(owners).toEqual([
      ['amqp-url', '1000:1000', '400'],
      ['database-password', services.timescale!.user, '400'],
      ['database-url', '1000:1000', '400'],
      ['rabbitmq.conf', services.rabbitmq!.user, '400'],
      ['signing-key', `0:${services.api!.group_add![0]}`, '440'],
    ]);
  });

  test('are made once', () => {
    makeSecrets(folder);
    const before = read('signing-key');
    expect(makeSecrets(folder)).toBe(false);
    expect(read('signing-key')).toBe(before);
  });

  test('are no other installation’s', () => {
    const [one, other] = ['one', 'other'].map((name) => {
      mkdirSync(join(folder, name));
      makeSecrets(join(folder, name));
      return readFileSync(join(folder, name, 'secrets', 'signing-key'), 'utf8');
    });
    expect(one).not.toBe(other);
  });

  test('that were being made when the machine went down are made anew', () => {
    mkdirSync(join(folder, 'unfinished'));
    writeFileSync(join(folder, 'unfinished', 'database-password'), 'half');
    expect(makeSecrets(folder)).toBe(true);
    expect(readdirSync(folder)).toEqual(['secrets']);
    expect(read('database-password')).toMatch(/^[0-9a-f]{64}$/);
  });
});
