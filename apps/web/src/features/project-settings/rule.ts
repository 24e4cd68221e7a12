import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';

export type FingerprintRule = AnswerOf<RouteOf<'getProjectSettings'>>['grouping']['fingerprint_rules'][number];

/**
 * A rule on one line, as people write and read it: `type:Timeout* path:app/jobs/* -> timeout, {{ type }}`. Values with
 * spaces stand in quotes. The server says which matchers there are.
 */
export function writeRule({ matchers, fingerprint }: FingerprintRule): string {
  const written = Object.entries(matchers).map(([name, value]) => `${name}:${quote(value ?? '')}`);
  return `${written.join(' ')} -> ${fingerprint.join(', ')}`;
}

/** undefined where the line is no rule. */
export function readRule(line: string): FingerprintRule | undefined {
  const arrow = line.lastIndexOf('->');
  if (arrow < 0) return undefined;
  const fingerprint = line
    .slice(arrow + 2)
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const left = line.slice(0, arrow).trim();
  const parts = [...left.matchAll(/(\w+):(?:"((?:[^"\\]|\\.)*)"|(\S+))\s*/g)];
  const isWhole = parts.map(([part]) => part).join('') === left;
  if (!isWhole || parts.length === 0 || fingerprint.length === 0) return undefined;
  const matchers = parts.map(([, name, quoted, bare]) => [name!, bare ?? quoted!.replace(/\\(.)/g, '$1')]);
  return { matchers: Object.fromEntries(matchers), fingerprint };
}

function quote(value: string): string {
  return /^[^\s"]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}
