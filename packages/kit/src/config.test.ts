import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

function problemsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

function fileWith(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'railguard-config-')), 'secret');
  writeFileSync(path, text);
  return path;
}

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8000,
      url: 'http://localhost:8000',
      databaseUrl: undefined,
      retentionDays: 90,
      trustProxy: false,
    });
  });

  it('takes empty variables for absent ones', () => {
    expect(readConfig({ RAILGUARD_PORT: '', SMTP_URL: ' ' })).toMatchObject({ port: 8000, smtpUrl: undefined });
  });

  it('names every bad value at once', () => {
    const problems = problemsOf({
      RAILGUARD_PORT: '70000',
      RAILGUARD_HOST: 'bad host',
      RAILGUARD_URL: 'ftp://x',
      MAIL_FROM: 'zz',
      DATABASE_URL: 'mysql://x',
      RAILGUARD_RETENTION_DAYS: '1.5',
      RAILGUARD_SECRET: 'short',
      RAILGUARD_TRUST_PROXY: 'yes',
      RAILGUARD_LOG_LEVEL: 'loud',
      RAILGUARD_OWNER_EMAIL: 'nobody',
      RAILGUARD_OWNER_PASSWORD: 'short',
    });
    const names = problems.map((problem) => problem.split(':')[0]);
    expect(names.sort()).toEqual([
      'DATABASE_URL',
      'MAIL_FROM',
      'RAILGUARD_HOST',
      'RAILGUARD_LOG_LEVEL',
      'RAILGUARD_OWNER_EMAIL',
      'RAILGUARD_OWNER_PASSWORD',
      'RAILGUARD_PORT',
      'RAILGUARD_RETENTION_DAYS',
      'RAILGUARD_SECRET',
      'RAILGUARD_TRUST_PROXY',
      'RAILGUARD_URL',
    ]);
  });

  it('takes host names and addresses of both families, and mailboxes with and without a name', () => {
    for (const RAILGUARD_HOST of ['localhost', '0.0.0.0', '::', 'errors.example.com']) {
      expect(problemsOf({ RAILGUARD_HOST })).toEqual([]);
    }
    for (const MAIL_FROM of ['alerts@example.com', 'Railguard <alerts@example.com>']) {
      expect(problemsOf({ MAIL_FROM })).toEqual([]);
    }
  });

  it('sends mail from the host people know, unless told otherwise', () => {
    const from = (RAILGUARD_URL: string) => readConfig({ RAILGUARD_URL }).mailFrom;
    expect(from('https://errors.example.com/prefix')).toBe('Railguard <railguard@errors.example.com>');
    for (const url of ['http://192.0.2.1:8000', 'http://[::1]:8000', 'http://localhost:8000']) {
      expect(from(url)).toBe('Railguard <railguard@localhost>');
    }
    expect(readConfig({ MAIL_FROM: 'a@b.c' }).mailFrom).toBe('a@b.c');
  });

  it('never repeats a secret in what it says', () => {
    expect(problemsOf({ DATABASE_URL: 'mysql://user:hunter2@host' }).join()).not.toContain('hunter2');
  });

  it('wants both halves of the owner or neither', () => {
    expect(problemsOf({ RAILGUARD_OWNER_EMAIL: 'a@b.c' })).toHaveLength(1);
  });

  it('has a worker do all stages, or those that are named', () => {
    expect(readConfig({}).stages).toEqual(['events', 'alerts', 'mails']);
    expect(readConfig({ RAILGUARD_STAGES: ' mails, alerts' }).stages).toEqual(['mails', 'alerts']);
    for (const wrong of ['mail', 'events;mails', ',', 'events,']) {
      expect(problemsOf({ RAILGUARD_STAGES: wrong })).toEqual([
        'RAILGUARD_STAGES: must be some of events, alerts, mails, with commas between',
      ]);
    }
  });

  it('names what a process of its own cannot do without, beside all that is wrong', () => {
    const read = () => readConfig({ RAILGUARD_PORT: 'x', RAILGUARD_SECRET: 'short' }, ['databaseUrl', 'secret']);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(
      /^The configuration is wrong:\n {2}RAILGUARD_PORT: .*\n {2}RAILGUARD_SECRET: must have.*\n {2}DATABASE_URL: must be set/,
    );
  });

  it('reads secrets from files', () => {
    const path = fileWith('postgres://u:p@db/railguard\n');
    expect(readConfig({ DATABASE_URL_FILE: path }).databaseUrl).toBe('postgres://u:p@db/railguard');
  });

  it('says which secret file cannot be read, and refuses a secret given twice', () => {
    expect(problemsOf({ SMTP_URL_FILE: '/nowhere/smtp' })[0]).toMatch(/^SMTP_URL_FILE: cannot read \/nowhere\/smtp/);
    const twice = { SMTP_URL: 'smtp://a', SMTP_URL_FILE: fileWith('smtp://b') };
    expect(problemsOf(twice)).toEqual(['SMTP_URL and SMTP_URL_FILE: give one of them']);
  });

  it('keeps a path prefix in the public URL and drops the slash at its end', () => {
    expect(readConfig({ RAILGUARD_URL: 'https://example.com/errors/' }).url).toBe('https://example.com/errors');
  });
});
