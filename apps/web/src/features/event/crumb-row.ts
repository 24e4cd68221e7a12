import { wordValue } from '../../format/word-value.ts';
import type { Breadcrumb } from './event.ts';

/** A breadcrumb as a row shows it. */
export interface CrumbRow {
  /** What it is a kind of, to choose by: its type, or the beginning of its category (`ui` of `ui.click`). */
  kind: string;
  category: string;
  text: string;
  /** What the text does not say already; empty where that is all. */
  data: string;
  level: string;
  /** Seconds from it to the error; undefined where one of both has no time. */
  secondsBefore: number | undefined;
}

/** Requests are told by what they asked and how it ended, everything else by its message. */
export function crumbRow(crumb: Breadcrumb, errorAt: string): CrumbRow {
  const { data } = crumb;
  const fields = typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data } : {};
  const text = isRequest(crumb) ? requestText(fields) : (crumb.message ?? '');
  const seconds = (Date.parse(errorAt) - Date.parse(crumb.timestamp ?? '')) / 1_000;
  return {
    kind: kindOf(crumb),
    category: crumb.category ?? crumb.type ?? '',
    text: text || (crumb.message ?? ''),
    data: Object.keys(fields).length > 0 ? wordValue(fields) : typeof data === 'string' ? data : '',
    level: crumb.level ?? 'info',
    secondsBefore: Number.isNaN(seconds) ? undefined : seconds,
  };
}

/** SDKs send `default` as a type where they have nothing to say. */
function kindOf({ type, category }: Breadcrumb): string {
  return (type !== 'default' && type) || category?.split('.')[0] || 'default';
}

function isRequest({ type, category }: Breadcrumb): boolean {
  return type === 'http' || ['xhr', 'fetch', 'http', 'httplib', 'net.http'].includes(category ?? '');
}

/** `GET /cart 500`; takes the fields that it says out of `fields`. */
function requestText(fields: Record<string, unknown>): string {
  const words = ['method', 'url', 'status_code'].map((name) => {
    const value = fields[name];
    delete fields[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });
  return words.filter(Boolean).join(' ');
}
