import type { Thread } from '@railguard/protocol/event';
import { list, object } from './fields.ts';
import { frames } from './frames.ts';
import { json } from './json.ts';
import { boolean } from './scalar.ts';
import { MAX_NAME, scalarText, text } from './text.ts';
import { texts } from './texts.ts';

const thread = object<Thread>({
  id: scalarText(64),
  name: text(MAX_NAME),
  crashed: boolean,
  current: boolean,
  main: boolean,
  state: text(64),
  held_locks: json,
  frames,
  registers: texts(100, 64),
});

export const threads = list(thread, { max: 256, keep: 'first' });
