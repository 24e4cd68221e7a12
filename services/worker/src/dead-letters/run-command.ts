import type { ProjectRules } from '@railguard/pipeline/project/rules';
import type { DeadLetters } from '@railguard/queue/queue';
import { type Command, UsageError } from './command.ts';
import { TABLE_HEAD, tableRow } from './letter-table.ts';
import { deadLetterPages, findDeadLetter } from './pages.ts';
import { printableJson } from './printable.ts';
import { readableLetter } from './readable-letter.ts';

/** What a command speaks through. */
export interface Desk {
  /** What was asked for. */
  out(text: string): void;
  /** A sentence beside it. */
  tell(sentence: string): void;
  /** Asks whoever typed the command; undefined where nobody is there. */
  confirm: ((question: string) => Promise<boolean>) | undefined;
  retentionDays: number;
  /** What a project has set, so that nothing is shown that it hides; undefined where that cannot be known. */
  rulesOf: (projectId: unknown) => Promise<ProjectRules | undefined>;
}

type Named<Name extends Command['name']> = Extract<Command, { name: Name }>;

/**
 * @returns the exit code: 1 where some of what was named is not there
 * @throws UsageError where a confirmation is needed and nobody can be asked
 */
export async function runCommand(
  command: Exclude<Command, { name: 'help' }>,
  letters: DeadLetters,
  desk: Desk,
): Promise<number> {
  switch (command.name) {
    case 'list':
      return list(command, letters, desk);
    case 'show':
      return show(command, letters, desk);
    default:
      return move(command, letters, desk);
  }
}

async function list({ topic, limit, before }: Named<'list'>, letters: DeadLetters, desk: Desk): Promise<number> {
  let listed = 0;
  let last = '';
  for await (const page of deadLetterPages(letters, topic, { limit, before })) {
    if (listed === 0) desk.out(TABLE_HEAD);
    for (const letter of page) desk.out(tableRow(letter));
    listed += page.length;
    last = page.at(-1)!.id;
  }
  if (listed === 0) desk.tell(`There are no ${before ? 'older ' : ''}dead letters in ${topic}.`);
  else if (listed === limit) desk.tell(`There may be more: --before ${last}`);
  return 0;
}

async function show({ topic, ids }: Named<'show'>, letters: DeadLetters, desk: Desk): Promise<number> {
  let missing = 0;
  for (const id of ids) {
    const letter = await findDeadLetter(letters, topic, id);
    if (letter) desk.out(`${printableJson(await readableLetter(letter, desk))}\n`);
    else desk.tell(`There is no dead letter ${id} in ${topic}.`);
    if (!letter) missing += 1;
  }
  return missing === 0 ? 0 : 1;
}

async function move(command: Named<'replay' | 'discard'>, letters: DeadLetters, desk: Desk): Promise<number> {
  const { name, topic, which } = command;
  if (name === 'discard' && !(await mayDiscard(command, desk))) {
    desk.tell('Nothing was discarded.');
    return 1;
  }
  const done = name === 'replay' ? 'replayed' : 'discarded';
  let moved = 0;
  for await (const ids of which === 'all' ? idPages(letters, topic) : [which]) {
    moved += await letters[name](topic, ids);
    if (which === 'all') desk.tell(`${moved} ${done} so far`);
  }
  desk.out(`${moved} dead letter${moved === 1 ? '' : 's'} of ${topic} ${done}.\n`);
  if (which === 'all') return 0;
  const missing = new Set(which).size - moved;
  if (missing > 0) desk.tell(`${missing} of those named ${missing === 1 ? 'is' : 'are'} not there.`);
  return missing > 0 ? 1 : 0;
}

async function mayDiscard({ topic, which, yes }: Named<'replay' | 'discard'>, desk: Desk): Promise<boolean> {
  if (yes) return true;
  if (!desk.confirm) throw new UsageError('discard needs --yes where nobody can be asked.');
  const what = which === 'all' ? 'every dead letter' : `${which.length} dead letter${which.length === 1 ? '' : 's'}`;
  return desk.confirm(`Discard ${what} of ${topic} for good?`);
}

async function* idPages(letters: DeadLetters, topic: string): AsyncGenerator<string[]> {
  for await (const page of deadLetterPages(letters, topic, {})) yield page.map(({ id }) => id);
}
