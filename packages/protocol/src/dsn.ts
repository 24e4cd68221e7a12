/** What a DSN is made of. `project` is the UUID in Railguard's own form and the numeric alias in Sentry's. */
interface DsnParts {
  /** Public base URL of the installation, with an optional path prefix, without a trailing slash needed. */
  baseUrl: string;
  publicKey: string;
  project: string | number;
}

/** `<scheme>://<public key>@<host>[/<prefix>]/<project>`; throws TypeError where `baseUrl` is not a URL. */
export function formatDsn({ baseUrl, publicKey, project }: DsnParts): string {
  const url = new URL(baseUrl);
  const prefix = url.pathname.replace(/\/+$/, '');
  return `${url.protocol}//${publicKey}@${url.host}${prefix}/${project}`;
}

/** Reads the public key and project out of a DSN, ignoring an obsolete secret; undefined where it is none. */
export function parseDsn(dsn: unknown): { publicKey: string; project: string } | undefined {
  if (typeof dsn !== 'string' || !URL.canParse(dsn)) return undefined;
  const url = new URL(dsn);
  const project = url.pathname.split('/').filter(Boolean).at(-1);
  return url.username && project ? { publicKey: url.username, project } : undefined;
}
