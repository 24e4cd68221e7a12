import type { Coerce } from './fields.ts';
import { note } from './notes.ts';
import { scalarText } from './text.ts';

/** Control characters end lines in headers and logs; slashes would break the addresses that name a release. */
const BAD_IN_RELEASE = /[\p{Cc}\\/]/u;
const BAD_IN_ENVIRONMENT = /[\p{Cc}/]/u;
const DIST = /^[\w.-]{1,64}$/;
const RESERVED_RELEASES = new Set(['.', '..', 'latest']);

export const release = word(200, (name) => !BAD_IN_RELEASE.test(name) && !RESERVED_RELEASES.has(name.toLowerCase()));
export const environment = word(64, (name) => !BAD_IN_ENVIRONMENT.test(name) && name.toLowerCase() !== 'none');
export const dist = word(64, (name) => DIST.test(name));

/** A trimmed name; empty means absent, and one that breaks its rule is dropped and noted. */
function word(max: number, isGood: (name: string) => boolean): Coerce<string> {
  const read = scalarText(max);
  return (value, notes) => {
    const name = read(typeof value === 'string' ? value.trim() : value, notes);
    if (!name) return undefined;
    return isGood(name) ? name : note(notes, 'invalid_value', value);
  };
}
