import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const ROOT = join(import.meta.dirname, '../..');

/** What the tests read of a service; the compose specification has the rest. */
export interface Service {
  image?: string;
  build?: { context: string; dockerfile: string; target?: string };
  command?: string[];
  user?: string;
  environment?: Record<string, string>;
  ports?: string[];
  networks?: string[];
  network_mode?: string;
  volumes?: string[];
  secrets?: string[];
  tmpfs?: string[];
  restart?: string;
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  group_add?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  stop_grace_period?: string;
  logging?: { options: Record<string, string> };
  deploy?: { resources: { limits: { memory?: string; pids?: number } } };
}

export interface ComposeFile {
  name: string;
  services: Record<string, Service>;
  networks?: Record<string, { internal?: boolean } | null>;
  volumes?: Record<string, null>;
  configs?: Record<string, { file: string }>;
  secrets?: Record<string, { file: string }>;
}

/** A compose file as it is written, its variables unresolved. */
export function readComposeFile(name: string): ComposeFile {
  return parse(readFileSync(join(ROOT, name), 'utf8'), { merge: true }) as ComposeFile;
}

/** The variables of the environment, or of .env, that a text is interpolated with. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name!))];
}

/** A value with its variables resolved as compose does it where none is set: to what stands after `:-`, or nothing. */
export function withDefaults(value: string): string {
  const resolved = value.replaceAll(/\$\{[A-Z_]+(?::-([^${}]*)|:\+[^${}]*)\}/g, (_text, fallback = '') => fallback);
  return resolved === value ? value : withDefaults(resolved);
}
