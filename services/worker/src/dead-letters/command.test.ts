import { expect, it } from 'vitest';
import { parseCommand } from './command.ts';

const ID = '0199d1c4-5c3e-7a2b-8f00-1234567890ab';

it.each<[args: string, command: object]>([
  ['list', { name: 'list', topic: 'events.raw', limit: 50, before: undefined }],
  [`list --limit 7 --before ${ID}`, { name: 'list', topic: 'events.raw', limit: 7, before: ID }],
  [`show ${ID}`, { name: 'show', topic: 'events.raw', ids: [ID] }],
  [`replay ${ID} ${ID}`, { name: 'replay', topic: 'events.raw', which: [ID, ID], yes: false }],
  ['replay --all --topic mails', { name: 'replay', topic: 'mails', which: 'all', yes: false }],
  ['discard --all --yes', { name: 'discard', topic: 'events.raw', which: 'all', yes: true }],
  ['list --help', { name: 'help' }],
])('%s', (args, command) => {
  expect(parseCommand(args.split(' '))).toEqual(command);
});

it.each([
  ['', 'Say what to do.'],
  ['burn', 'There is no command "burn".'],
  ['list --limit 0', '--limit must be a whole number from 1 to 10000, not "0".'],
  ['list --limit many', '--limit must be a whole number from 1 to 10000, not "many".'],
  [`list ${ID}`, 'list takes no ids; show does.'],
  ['list --all', 'list takes no --all.'],
  ['list --before yesterday', '"yesterday" is not an id: ids are the UUIDs that list shows.'],
  ['show', 'Say which: the ids that list shows.'],
  ['show 7', '"7" is not an id: ids are the UUIDs that list shows.'],
  ['replay', 'Say which: the ids that list shows, or --all.'],
  [`replay --all ${ID}`, 'Give ids or --all, not both.'],
  ['replay --all --yes', 'replay takes no --yes.'],
  ['list --colour', "Unknown option '--colour'."],
  ['list --limit', "Option '--limit <value>' argument missing."],
])('"%s" is refused: %s', (args, sentence) => {
  expect(() => parseCommand(args.split(' ').filter(Boolean))).toThrow(sentence);
});
