import { LEVELS } from '@railguard/protocol/level';
import { ISSUE_STATES } from '@railguard/protocol/search-query';

/** A word that may stand before a colon. */
export interface SearchKey {
  key: string;
  /** Other spellings that are understood. Upper and lower case are one. */
  aliases?: readonly string[];
  /** For people, in completions. */
  description: string;
  /** The closed list of its values, where there is one. */
  values?: readonly string[];
  example: string;
}

/** What is known of an issue itself. Any other key is a tag. */
export const ISSUE_KEYS = [
  { key: 'is', description: 'State of the issue', values: ISSUE_STATES, example: 'is:unresolved' },
  { key: 'has', description: 'Seen with a tag, whatever its value', example: 'has:user.id' },
  { key: 'level', description: 'Level of the latest event', values: LEVELS, example: 'level:>=warning' },
  {
    key: 'assigned',
    aliases: ['assignee', 'assigned_to'],
    description: 'Who looks after it: me, none, an address, or #team',
    example: 'assigned:me',
  },
  { key: 'project', description: 'Slug of the project', example: 'project:shop' },
  { key: 'platform', description: 'Language or runtime of the latest event', example: 'platform:ruby' },
  { key: 'type', description: 'Kind of event', example: 'type:error' },
  { key: 'handled', description: 'Whether every event was caught', values: ['yes', 'no'], example: 'handled:no' },
  { key: 'age', description: 'Time since it was first seen', example: 'age:-24h' },
  {
    key: 'firstSeen',
    aliases: ['first_seen'],
    description: 'When it was first seen: ago or a date',
    example: 'firstSeen:>2026-11-01',
  },
  {
    key: 'lastSeen',
    aliases: ['last_seen'],
    description: 'When it was last seen: ago or a date',
    example: 'lastSeen:-1h',
  },
  {
    key: 'timesSeen',
    aliases: ['times_seen', 'event_count', 'events'],
    description: 'How many events it has',
    example: 'timesSeen:>100',
  },
  { key: 'users', aliases: ['user_count'], description: 'How many users it touched', example: 'users:>=10' },
] as const satisfies readonly SearchKey[];

/** Tags that events get from their fields; a project has them or not, and either way they are no mistake. */
export const DERIVED_TAGS = [
  { key: 'environment', description: 'Where it ran', example: 'environment:production' },
  { key: 'release', description: 'Version of the application', example: 'release:shop@1.4.*' },
  { key: 'dist', description: 'Build of the release', example: 'dist:77' },
  { key: 'server_name', description: 'Host it ran on', example: 'server_name:web-1' },
  { key: 'transaction', description: 'What was being done', example: 'transaction:OrdersController#create' },
  { key: 'url', description: 'Address of the request', example: 'url:https://shop.example/cart' },
  { key: 'user.id', description: 'Id of the user', example: 'user.id:7' },
  { key: 'user.email', description: 'Address of the user', example: 'user.email:*@example.com' },
  { key: 'user.username', description: 'Name the user signs in with', example: 'user.username:ada' },
  { key: 'user.ip_address', description: 'IP address of the user', example: 'user.ip_address:203.0.113.7' },
  { key: 'browser', description: 'Browser and its version', example: 'browser:"Chrome 141.0"' },
  { key: 'browser.name', description: 'Browser', example: 'browser.name:Firefox' },
  { key: 'os', description: 'Operating system and its version', example: 'os:"Windows 10"' },
  { key: 'os.name', description: 'Operating system', example: 'os.name:Linux' },
  { key: 'runtime', description: 'Runtime and its version', example: 'runtime:"ruby 3.4.2"' },
  { key: 'runtime.name', description: 'Runtime', example: 'runtime.name:node' },
  { key: 'device', description: 'Model of the device', example: 'device:iPhone*' },
  { key: 'logger', description: 'Logger that wrote it', example: 'logger:rails' },
  { key: 'mechanism', description: 'How it was caught', example: 'mechanism:onerror' },
  { key: 'sdk.name', description: 'SDK that sent it', example: 'sdk.name:sentry.ruby' },
] as const satisfies readonly SearchKey[];

/** What to offer while somebody writes; the tags that a project has seen come from the API. */
export const SEARCH_KEYS: readonly SearchKey[] = [...ISSUE_KEYS, ...DERIVED_TAGS];

export type IssueKey = (typeof ISSUE_KEYS)[number]['key'];

const BY_SPELLING = new Map<string, IssueKey>(
  (ISSUE_KEYS as readonly (SearchKey & { key: IssueKey })[]).flatMap(({ key, aliases = [] }) =>
    [key, ...aliases].map((spelling) => [spelling.toLowerCase(), key] as const),
  ),
);

/** The key of the issue that a word spells; undefined where it is a tag. */
export function issueKeyOf(word: string): IssueKey | undefined {
  return BY_SPELLING.get(word.toLowerCase());
}

const DERIVED = new Set<string>(DERIVED_TAGS.map(({ key }) => key));

export function isDerivedTag(key: string): boolean {
  return DERIVED.has(key);
}
