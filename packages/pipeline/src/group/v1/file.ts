import type { Frame } from '@railguard/protocol/event';

const ORIGIN = /^[a-z][a-z\d+.-]{1,30}:\/\/[^/?#]*/;
const EXTENSION = String.raw`((?:\.(?:chunk|bundle|min|module|entry))*\.(?:js|mjs|cjs|css|ts|jsx|tsx))$`;
const HEX = String.raw`(?=[a-f]{0,63}\d)[0-9a-f]{6,64}`;
const HEX_HASH = new RegExp(`[.-]${HEX}${EXTENSION}`);
const MIXED_HASH = new RegExp(String.raw`[.-](?=[\w-]{0,11}\d)[\w-]{8,12}${EXTENSION}`);
/** Vite's hashes have eight characters and sometimes no digit: capitals in places where no words begin give them away. */
const CAPITAL_HASH =
  /-(?=[\w-]{0,7}[A-Z])(?=[\w-]{0,7}[a-z])(?![A-Z]?[a-z]{0,7}(?:[A-Z][a-z]{1,7})*\.)[\w-]{8}(?=\.(?:js|mjs|css)$)/;
const NAMELESS_CHUNK = new RegExp(String.raw`^(?:\d{1,10}|${HEX})${EXTENSION}`);
/** Folders that a release, a build or a record is named by: `20261123100000`, `1.4.2`, `v1.4.2-rc.1`, a hash. `v1` is none. */
const CHANGING_FOLDER =
  /^(?:\d+(?:[_-]\d+){0,7}|v?\d+(?:\.\d+){1,3}(?:[+-][\w.]{1,40})?|[0-9a-f]{7,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const CHANGING_SUFFIX = new RegExp(String.raw`(?:[@-]v?\d+(?:\.\d+){1,3}|[.-]${HEX})$`);
/** What stands in a path beside folders: `.` and `..`, and a drive's letter. */
const NO_FOLDER = /^(?:\.{0,2}|[a-z]:)$/i;

/**
 * The module or file a frame is in, without anything that a new release or another host changes; '' where unknown.
 * A file is told by its folder as well, because `orders/views.py` and `users/views.py` are two; only by the last one,
 * because those before it depend on where the application lies.
 */
export function fileOf(frame: Frame): string {
  if (frame.module) return moduleName(frame.module);
  const path = (frame.filename || frame.abs_path || '').replaceAll('\\', '/').replace(/[?#].*$/s, '');
  const segments = path
    .replace(ORIGIN, '')
    .split('/')
    .filter((segment) => !NO_FOLDER.test(segment));
  const base = baseName(segments.at(-1) ?? '');
  const folder = segments.at(-2);
  return folder ? `${folderName(folder)}/${base}` : base;
}

function folderName(segment: string): string {
  const name = segment.toLowerCase();
  return CHANGING_FOLDER.test(name) ? '<id>' : name.replace(CHANGING_SUFFIX, '');
}

function baseName(segment: string): string {
  const name = segment.replace(CAPITAL_HASH, '').toLowerCase().replace(ERB_SUFFIX, '');
  if (/^\d+$/.test(name)) return '<num>';
  return name.replace(HEX_HASH, '$1').replace(MIXED_HASH, '$1').replace(NAMELESS_CHUNK, '<chunk>$1');
}

/** Rails compiles templates into methods and files of such names. Tried once for each run of underscores. */
export const ERB_SUFFIX = /(?<!_)__+\d+_\d+$/;
const GENERATED =
  /(\$\$(?:EnhancerBy\w+|FastClassBy\w+|Lambda)\$*|_\$\$_\w{0,20}|GeneratedMethodAccessor|\$Proxy|ByteBuddy\$)[\w$/]*/g;

/** A module's name in its own letters; generated classes without what makes each of them different. */
function moduleName(module: string): string {
  return module
    .replace(GENERATED, '$1')
    .split('/')
    .map((segment) => (/^[0-9a-f]{7,64}$/.test(segment) ? '<hash>' : segment))
    .join('/')
    .replace(/([.-])[0-9a-f]{8,64}$/, '$1<hash>');
}
