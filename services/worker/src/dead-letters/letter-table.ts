import { scrubText } from '@railguard/pipeline/scrub/text';
import type { DeadLetter } from '@railguard/queue/queue';
import { printableLine } from './printable.ts';

const COLUMNS = [
  { title: 'id', width: 36 },
  { title: 'died', width: 20 },
  { title: 'attempts', width: 8 },
  { title: 'project', width: 36 },
  { title: 'reason', width: 0 },
];
const MOST_REASON = 160;

export const TABLE_HEAD = row(COLUMNS.map(({ title }) => title));

/** One line about a dead letter; the columns are fixed, so that pages line up. */
export function tableRow({ id, died_at, attempts, headers, reason }: DeadLetter): string {
  const project = typeof headers.project_id === 'string' ? printableLine(headers.project_id, 36) : '–';
  const died = `${died_at.toISOString().slice(0, 19)}Z`;
  return row([id, died, String(attempts), project, printableLine(scrubText(reason), MOST_REASON)]);
}

function row(cells: string[]): string {
  return `${cells
    .map((cell, index) => cell.padEnd(COLUMNS[index]!.width))
    .join('  ')
    .trimEnd()}\n`;
}
