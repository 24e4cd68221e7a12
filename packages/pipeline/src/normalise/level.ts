import { LEVELS, type Level } from '@railguard/protocol/level';
import type { Coerce } from './fields.ts';
import { note } from './notes.ts';

/** Words that other loggers use, and the numbers of Python's. */
const ALIASES: [name: string | number, level: Level][] = [
  ['critical', 'fatal'],
  ['log', 'info'],
  ['warn', 'warning'],
  [10, 'debug'],
  [20, 'info'],
  [30, 'warning'],
  [40, 'error'],
  [50, 'fatal'],
];
const BY_NAME = new Map<unknown, Level>([...LEVELS.map((level) => [level, level] as const), ...ALIASES]);
for (const [name, level] of ALIASES) BY_NAME.set(String(name), level);

export const level: Coerce<Level> = (value, notes) => {
  if (typeof value !== 'string' && typeof value !== 'number') return note(notes, 'wrong_type', value);
  const known = BY_NAME.get(typeof value === 'string' ? value.toLowerCase() : value);
  return known ?? note(notes, 'invalid_value', value);
};
