import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type OidcConfig, readOidc } from './oidc-config.ts';
import { EXIT_CONFIG, StartError } from './start-error.ts';

/** Every setting of every process; `docs/configuration.md` is generated from `VARIABLES` below. */
export interface Config {
  host: string;
  port: number;
  /** Public base URL without a trailing slash. */
  url: string;
  dataDir: string;
  databaseUrl: string | undefined;
  amqpUrl: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  secret: string | undefined;
  ownerEmail: string | undefined;
  ownerPassword: string | undefined;
  /** undefined where people sign in by password alone. */
  oidc: OidcConfig | undefined;
  retentionDays: number;
  trustProxy: boolean;
  logLevel: string;
  /** What a worker does. */
  stages: Stage[];
}

/** `events` are stored, `alerts` decided, `mails` sent; any number of workers may do any of it. */
export const STAGES = ['events', 'alerts', 'mails'] as const;
export type Stage = (typeof STAGES)[number];

interface Variable {
  name: string;
  meaning: string;
  /** As text, for the documentation. */
  default: string;
  /** A secret may also be given as the path of a file in `<name>_FILE`. */
  secret?: boolean;
}

export const VARIABLES: Variable[] = [
  { name: 'RAILGUARD_PORT', meaning: 'Port the product listens on.', default: '8000' },
  { name: 'RAILGUARD_HOST', meaning: 'Address the product listens on.', default: '127.0.0.1' },
  {
    name: 'RAILGUARD_URL',
    meaning: 'Public base URL, used in DSNs, mails and links.',
    default: 'http://localhost:<port>',
  },
  {
    name: 'RAILGUARD_DATA_DIR',
    meaning: 'Embedded database, generated secrets, uploaded artifacts.',
    default: './data',
  },
  {
    name: 'DATABASE_URL',
    meaning: 'A PostgreSQL to use in place of the embedded one; a process of its own needs it.',
    default: 'embedded',
    secret: true,
  },
  {
    name: 'AMQP_URL',
    meaning: 'A RabbitMQ to use as the queue in place of PostgreSQL.',
    default: 'PostgreSQL queue',
    secret: true,
  },
  {
    name: 'SMTP_URL',
    meaning: 'Outgoing mail server, as `smtp://user:password@host:587` or `smtps://…`; the worker sends.',
    default: 'none: mails are kept',
    secret: true,
  },
  {
    name: 'MAIL_FROM',
    meaning: 'Sender of outgoing mail, as `Railguard <alerts@example.com>`.',
    default: 'railguard@<host of RAILGUARD_URL>',
  },
  {
    name: 'RAILGUARD_SECRET',
    meaning: 'Signing key for tokens, at least 32 characters; an API process of its own needs it.',
    default: 'generated once into the data directory',
    secret: true,
  },
  {
    name: 'RAILGUARD_OWNER_EMAIL',
    meaning: 'Creates the owner account on first boot without the link; needs the password too.',
    default: 'none',
  },
  {
    name: 'RAILGUARD_OWNER_PASSWORD',
    meaning: 'Password of that account, at least 10 characters.',
    default: 'none',
    secret: true,
  },
  {
    name: 'OIDC_ISSUER',
    meaning: 'OpenID Connect provider that people may sign in by, as its https URL; needs the client id too.',
    default: 'none: by password alone',
  },
  { name: 'OIDC_CLIENT_ID', meaning: 'What the provider knows Railguard as.', default: 'none' },
  {
    name: 'OIDC_CLIENT_SECRET',
    meaning: 'The secret that belongs to the client id.',
    default: 'none: a public client',
    secret: true,
  },
  { name: 'OIDC_NAME', meaning: 'What the sign-in button calls the provider.', default: 'single sign-on' },
  {
    name: 'OIDC_ALLOWED_DOMAINS',
    meaning: 'Domains of e-mail addresses, with commas between: whoever has one gets an account at the first sign-in.',
    default: 'none: only people with an account or an invitation',
  },
  {
    name: 'RAILGUARD_RETENTION_DAYS',
    meaning: 'Events older than this are dropped by partition or chunk.',
    default: '90',
  },
  {
    name: 'RAILGUARD_TRUST_PROXY',
    meaning: '`true` where a reverse proxy in front sets X-Forwarded-For.',
    default: 'false',
  },
  {
    name: 'RAILGUARD_STAGES',
    meaning: 'What a worker does, with commas between: `events` stores, `alerts` decides who is told, `mails` sends.',
    default: 'all of it',
  },
  { name: 'RAILGUARD_LOG_LEVEL', meaning: 'trace, debug, info, warn, error, fatal or silent.', default: 'info' },
];

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Several settings are wrong; `problems` names each with the reason. Answered at start with exit code 78 (EX_CONFIG). */
export class ConfigError extends StartError {
  override name = 'ConfigError';
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`, {
      exitCode: EXIT_CONFIG,
    });
    this.problems = problems;
  }
}

/** What has a default in the one-process product, and may be needed by a process of its own. */
const NEEDED = { databaseUrl: 'DATABASE_URL', secret: 'RAILGUARD_SECRET' } as const;
export type NeededSetting = keyof typeof NEEDED;
export type ConfigWith<Needed extends NeededSetting> = Config & Record<Needed, string>;

/**
 * Reads and validates the whole configuration at once.
 * @param needs settings that must not be left out
 * @throws ConfigError naming every bad value, not just the first
 */
export function readConfig<Needed extends NeededSetting = never>(
  env: NodeJS.ProcessEnv,
  needs: Needed[] = [],
): ConfigWith<Needed> {
  const problems: string[] = [];
  const text = (name: string) => readText(env, name, problems);
  const check = (name: string, value: string | undefined, isGood: (value: string) => boolean, expected: string) => {
    if (value !== undefined && !isGood(value)) problems.push(`${name}: ${expected}`);
    return value;
  };
  const integer = (name: string, fallback: number, least: number, most: number) => {
    const raw = text(name);
    if (raw === undefined) return fallback;
    const value = Number(raw);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    problems.push(`${name}: must be a whole number from ${least} to ${most}, not "${raw}"`);
    return fallback;
  };
  const url = (name: string, protocols: string[]) =>
    check(
      name,
      text(name),
      (value) => isUrl(value, protocols),
      `must be a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`,
    );

  const port = integer('RAILGUARD_PORT', 8000, 1, 65535);
  const ownerEmail = check(
    'RAILGUARD_OWNER_EMAIL',
    text('RAILGUARD_OWNER_EMAIL'),
    (value) => /^[^\s@]+@[^\s@]+$/.test(value),
    'must be an e-mail address',
  );
  const ownerPassword = check(
    'RAILGUARD_OWNER_PASSWORD',
    text('RAILGUARD_OWNER_PASSWORD'),
    (value) => value.length >= 10,
    'must have at least 10 characters',
  );
  if ((ownerEmail === undefined) !== (ownerPassword === undefined)) {
    problems.push('RAILGUARD_OWNER_EMAIL and RAILGUARD_OWNER_PASSWORD: give both or neither');
  }
  const trustProxy = check(
    'RAILGUARD_TRUST_PROXY',
    text('RAILGUARD_TRUST_PROXY'),
    (value) => ['true', 'false'].includes(value),
    'must be true or false',
  );

  const publicUrl = (url('RAILGUARD_URL', ['http:', 'https:']) ?? `http://localhost:${port}`).replace(/\/+$/, '');

  const config: Config = {
    host:
      check('RAILGUARD_HOST', text('RAILGUARD_HOST'), isHost, 'must be a host name or an IP address') ?? '127.0.0.1',
    port,
    url: publicUrl,
    dataDir: resolve(text('RAILGUARD_DATA_DIR') ?? './data'),
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    amqpUrl: url('AMQP_URL', ['amqp:', 'amqps:']),
    smtpUrl: url('SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom:
      check('MAIL_FROM', text('MAIL_FROM'), isMailbox, 'must be an address, or a name and an <address>') ??
      `Railguard <railguard@${mailHost(publicUrl)}>`,
    secret: check(
      'RAILGUARD_SECRET',
      text('RAILGUARD_SECRET'),
      (value) => value.length >= 32,
      'must have at least 32 characters',
    ),
    ownerEmail,
    ownerPassword,
    oidc: readOidc(text, problems),
    retentionDays: integer('RAILGUARD_RETENTION_DAYS', 90, 1, 3650),
    trustProxy: trustProxy === 'true',
    logLevel:
      check(
        'RAILGUARD_LOG_LEVEL',
        text('RAILGUARD_LOG_LEVEL'),
        (value) => LOG_LEVELS.includes(value),
        `must be one of ${LOG_LEVELS.join(', ')}`,
      ) ?? 'info',
    stages: readStages(
      check(
        'RAILGUARD_STAGES',
        text('RAILGUARD_STAGES'),
        (value) => readStages(value).length > 0 && readStages(value).every((stage) => STAGES.includes(stage)),
        `must be some of ${STAGES.join(', ')}, with commas between`,
      ) ?? STAGES.join(','),
    ),
  };
  for (const setting of needs) {
    const name = NEEDED[setting];
    const isNamed = problems.some((problem) => problem.startsWith(name));
    if (config[setting] === undefined && !isNamed) problems.push(`${name}: must be set for a process of its own`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config as ConfigWith<Needed>;
}

function readStages(text: string): Stage[] {
  return text.split(',').map((stage) => stage.trim() as Stage);
}

/** An empty variable counts as absent: compose files pass unset ones on as empty text. */
function readText(env: NodeJS.ProcessEnv, name: string, problems: string[]): string | undefined {
  const file = VARIABLES.find((variable) => variable.name === name)?.secret ? env[`${name}_FILE`] : undefined;
  if (file) {
    if (env[name]) problems.push(`${name} and ${name}_FILE: give one of them`);
    try {
      return readFileSync(file, 'utf8').trim() || undefined;
    } catch (error) {
      problems.push(`${name}_FILE: cannot read ${file} (${(error as NodeJS.ErrnoException).code})`);
      return undefined;
    }
  }
  return env[name]?.trim() || undefined;
}

function isHost(text: string): boolean {
  return isIP(text) !== 0 || /^(?!-)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*$/.test(text);
}

/** `alerts@example.com` or `Railguard <alerts@example.com>` (RFC 5322 mailbox, without its oddities). */
function isMailbox(text: string): boolean {
  return /^(?:[^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text);
}

/** An address on a bare IP needs brackets, and hardly any server takes it. */
function mailHost(url: string): string {
  const host = URL.parse(url)?.hostname ?? '';
  return host === '' || isIP(host.replace(/[[\]]/g, '')) ? 'localhost' : host;
}

function isUrl(text: string, protocols: string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}
