import type { Frame } from '@railguard/protocol/event';
import { type Coerce, list, object } from './fields.ts';
import { bag, bagOrList, json } from './json.ts';
import { platform } from './platform.ts';
import { boolean, count } from './scalar.ts';
import { MAX_SYMBOL, scalarText, text } from './text.ts';

const MAX_LINE = 512;
/** Names and paths may be longer than what is shown: generated ones differ only at their end. */
const MAX_PATH = 1024;
const lines = list(text(MAX_LINE), { max: 20, keep: 'first' });

const readFrame = object<Frame>({
  function: text(MAX_SYMBOL),
  raw_function: text(MAX_PATH),
  module: text(MAX_SYMBOL),
  package: text(MAX_PATH),
  filename: text(MAX_PATH),
  abs_path: text(MAX_PATH * 2),
  lineno: count,
  colno: count,
  in_app: boolean,
  pre_context: lines,
  context_line: text(MAX_LINE),
  post_context: lines,
  vars: bagOrList,
  source_link: text(MAX_PATH),
  platform,
  stack_start: boolean,
  instruction_addr: scalarText(64),
  symbol_addr: scalarText(64),
  image_addr: scalarText(64),
  addr_mode: text(64),
  trust: text(64),
  lock: json,
  data: bag,
});

const FILE_URL = /^(?:https?|file|applewebdata|capacitor|ionic|[a-z]+(?:-[a-z]+)?-extension):\/\/[^/?#]*(\/[^?#]*)?/i;

/** One frame. Where it names its file by a URL only, the URL is the `abs_path` and its path the `filename`. */
export const frame: Coerce<Frame> = (value, notes) => {
  const read = readFrame(value, notes);
  if (!read) return undefined;
  const url = FILE_URL.exec(read.filename || read.abs_path || '');
  if (url) {
    if (read.filename && !read.abs_path) read.abs_path = read.filename;
    const path = url[1];
    if (path && path !== '/') read.filename = path;
  }
  return read;
};
