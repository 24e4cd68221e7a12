import { parseArgs } from 'node:util';
import { isUuid } from '@railguard/protocol/ids';
import { EVENTS_RAW } from '@railguard/protocol/raw-message';

export const USAGE = `Dead letters: messages that could not be processed, kept with the reason.

  npm run queue -- list [--limit 50] [--before <id>]    newest first
  npm run queue -- show <id>…                           as JSON, without secrets
  npm run queue -- replay <id>… | --all                 back into the queue, with a first attempt again
  npm run queue -- discard <id>… | --all [--yes]        gone for good; --yes asks nobody

  --topic <name>    another topic than ${EVENTS_RAW}
  --help            this text

Where the queue is say DATABASE_URL and AMQP_URL, as for a worker. While npm start runs on its own database:

  DATABASE_URL_FILE=data/secrets/database-url npm run queue -- list
`;

/** What to do, as it was typed. */
export type Command =
  | { name: 'help' }
  | { name: 'list'; topic: string; limit: number; before: string | undefined }
  | { name: 'show'; topic: string; ids: string[] }
  | { name: 'replay' | 'discard'; topic: string; which: string[] | 'all'; yes: boolean };

/** The command line makes no sense; the message says what is wrong with it. */
export class UsageError extends Error {
  override name = 'UsageError';
}

const OPTIONS = {
  topic: { type: 'string' },
  limit: { type: 'string' },
  before: { type: 'string' },
  all: { type: 'boolean' },
  yes: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
type Option = keyof typeof OPTIONS;

const TAKES: Record<Exclude<Command['name'], 'help'>, Option[]> = {
  list: ['topic', 'limit', 'before'],
  show: ['topic'],
  replay: ['topic', 'all'],
  discard: ['topic', 'all', 'yes'],
};
const DEFAULT_LIMIT = 50;
const MOST_LISTED = 10_000;

/** @throws UsageError */
export function parseCommand(args: string[]): Command {
  const { values, positionals } = parse(args);
  const [name, ...named] = positionals;
  const ids = named.map((id) => id.toLowerCase());
  if (values.help || name === 'help') return { name: 'help' };
  if (name !== 'list' && name !== 'show' && name !== 'replay' && name !== 'discard') {
    throw new UsageError(name === undefined ? 'Say what to do.' : `There is no command "${name}".`);
  }
  const foreign = (Object.keys(values) as Option[]).find((option) => !TAKES[name].includes(option));
  if (foreign) throw new UsageError(`${name} takes no --${foreign}.`);
  for (const id of [...ids, values.before ?? []].flat()) {
    if (!isUuid(id)) throw new UsageError(`"${id}" is not an id: ids are the UUIDs that list shows.`);
  }

  const topic = values.topic ?? EVENTS_RAW;
  if (name === 'list') {
    if (ids.length > 0) throw new UsageError('list takes no ids; show does.');
    return { name, topic, limit: readLimit(values.limit), before: values.before };
  }
  if (values.all && ids.length > 0) throw new UsageError('Give ids or --all, not both.');
  if (!values.all && ids.length === 0) {
    throw new UsageError(`Say which: the ids that list shows${name === 'show' ? '' : ', or --all'}.`);
  }
  if (name === 'show') return { name, topic, ids };
  return { name, topic, which: values.all ? 'all' : ids, yes: values.yes ?? false };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ', 1)[0]}.`);
  }
}

function readLimit(text: string | undefined): number {
  const limit = Number(text ?? DEFAULT_LIMIT);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_LISTED) return limit;
  throw new UsageError(`--limit must be a whole number from 1 to ${MOST_LISTED}, not "${text}".`);
}
