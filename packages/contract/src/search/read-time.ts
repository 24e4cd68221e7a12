import type { Comparison, SearchTime, TimeKey } from '@railguard/protocol/search-query';

const UNITS = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 } as const;
type Unit = keyof typeof UNITS;

const AGO = /^(?<sign>[+-])(?<count>\d{1,6})(?<unit>[smhdw])$/;
const AGE = /^(?<sign>[<>]=?)(?<count>\d{1,6})(?<unit>[smhdw])$/;
const MOMENT =
  /^(?<comparison>[<>]=?|=)?(?<at>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?)$/;

export interface TimeCondition {
  comparison: Comparison;
  value: SearchTime;
}

/**
 * `-24h` (since then) and `+7d` (before then), a date, or a date and time with its zone and a comparison.
 * undefined where it is none of them.
 */
export function readTime(text: string): TimeCondition | undefined {
  const ago = AGO.exec(text)?.groups;
  if (ago) return { comparison: ago.sign === '-' ? '>' : '<', value: secondsAgo(ago) };
  const moment = MOMENT.exec(text)?.groups;
  if (!moment || !isMoment(moment.at!)) return undefined;
  // Hardly anything happens in the very millisecond that is named; a day is.
  if (moment.comparison === undefined && moment.at!.includes('T')) return undefined;
  return { comparison: (moment.comparison ?? '=') as Comparison, value: { at: moment.at! } };
}

/** Of `age`: as `readTime`, and `>7d` is older than that. */
export function readAge(text: string): TimeCondition | undefined {
  const age = AGE.exec(text)?.groups;
  if (!age) return AGO.test(text) ? readTime(text) : undefined;
  const turned = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' } as const;
  return { comparison: turned[age.sign as keyof typeof turned], value: secondsAgo(age) };
}

/** As `readTime` and `readAge` read it. */
export function printTime(key: TimeKey, { comparison, value }: TimeCondition): string {
  if ('at' in value) return `${key}:${comparison === '=' ? '' : comparison}${value.at}`;
  const unit = (Object.keys(UNITS).reverse() as Unit[]).find((name) => value.secondsAgo % UNITS[name] === 0)!;
  const amount = `${value.secondsAgo / UNITS[unit]}${unit}`;
  if (comparison === '>' || comparison === '<') return `${key}:${comparison === '>' ? '-' : '+'}${amount}`;
  return `age:${comparison === '>=' ? '<=' : '>='}${amount}`;
}

function secondsAgo({ count, unit }: Record<string, string | undefined>) {
  return { secondsAgo: Number(count) * UNITS[unit as Unit] };
}

/** Every date JavaScript makes of it is the one that was written: not the 30th of February. */
function isMoment(at: string): boolean {
  const day = at.slice(0, 10);
  const parsed = new Date(`${day}T00:00:00Z`);
  return parsed.toJSON()?.slice(0, 10) === day && !Number.isNaN(Date.parse(at));
}
