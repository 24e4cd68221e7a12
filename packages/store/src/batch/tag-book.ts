import type { ProcessedEvent, Tag } from '@railguard/protocol/processed';
import { tagHash } from '../tag-hash.ts';

export interface StoredTag {
  readonly key: string;
  readonly value: string;
  /** As `event.tag_hashes` holds it. */
  readonly hash: bigint;
}

/** An index entry must fit on a third of a page, and no client's text may decide whether it does. */
const MAX_VALUE = 250;

/** Makes one object of each tag, so that the same tags of many events are known by identity and hashed once. */
export type TagBook = (processed: ProcessedEvent) => StoredTag[];

/** For one batch: it remembers every tag it has met. */
export function openTagBook(): TagBook {
  const known = new Map<string, Map<string, StoredTag>>();
  const tagOf = ([key, value]: Tag): StoredTag => {
    const values = known.get(key) ?? new Map<string, StoredTag>();
    if (values.size === 0) known.set(key, values);
    const tag = values.get(value) ?? { key, value, hash: tagHash(key, value) };
    values.set(value, tag);
    return tag;
  };
  return ({ tags, event }) => (tags ?? tagsOfColumns(event)).map(tagOf);
}

function tagsOfColumns(event: ProcessedEvent['event']): Tag[] {
  return (['environment', 'release'] as const).flatMap((key) => {
    const value = event[key]?.slice(0, MAX_VALUE);
    return value ? [[key, value] as const] : [];
  });
}
