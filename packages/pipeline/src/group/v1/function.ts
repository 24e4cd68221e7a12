import type { Frame } from '@railguard/protocol/event';
import { ERB_SUFFIX } from './file.ts';
import { isSourceMapped } from './source-mapped.ts';

const ABSENT =
  /^(?:\?|<anonymous>|<unknown>|<redacted>|anonymous|Anonymous function|(?:global|module|eval) code|0x[0-9a-f]+)?$/i;

/** A function's name as every runtime and every build gives it; undefined where it has none worth the name. */
export function functionOf(frame: Frame, platform: string): string | undefined {
  const sent = frame.function?.trim() ?? '';
  if (ABSENT.test(sent)) return undefined;
  const cleaned = (CLEAN.get(platform) ?? unchanged)(sent);
  if (ABSENT.test(cleaned)) return undefined;
  if (platform === 'javascript' && !isSourceMapped(frame) && isMinified(cleaned)) return undefined;
  return cleaned;
}

/** A minifier's name: one or two letters, or an obfuscator's `_0x…`. */
function isMinified(name: string): boolean {
  return name.length <= 2 || name.startsWith('_0x');
}

const unchanged = (name: string) => name;

const CLEAN = new Map<string, (name: string) => string>([
  ['javascript', javascript],
  ['node', javascript],
  ['ruby', ruby],
  ['php', php],
  ['java', java],
  ['go', go],
  ['csharp', csharp],
  ['native', native],
  ['cocoa', native],
  ['objc', native],
  ['c', native],
]);

/** Chrome says `new Cart`, `async Cart.add` and `Cart.add [as onclick]` where others say `Cart` and `add`. */
function javascript(name: string): string {
  if (name.endsWith('/<') || name.endsWith('<')) return '';
  const plain = name.replace(/\s\[as [^\]]{1,200}\]$/, '').replace(/^(?:(?:async|new|get|set)\s)+/, '');
  const last = plain.slice(plain.lastIndexOf('.') + 1);
  return last.replace(/^(?:get|set)\s/, '').replace(/^.*\//, '');
}

/** `block (2 levels) in OrdersController#create`, as Ruby 3.4 says it, and `create` are one method. */
function ruby(name: string): string {
  const method = name.replace(/^(?:(?:block|rescue|ensure)(?: \(\d+ levels\))? in )+/, '');
  return method.replace(/^[\w:<>]+[#.](?=[^#.]+$)/, '').replace(ERB_SUFFIX, '');
}

/** Closures are named after the line they begin on, anonymous classes after the file they are in. */
function php(name: string): string {
  return name.replace(/\{closure[^}]*\}/g, '{closure}').replace(/(class@anonymous)[^:]*/g, '$1');
}

function java(name: string): string {
  return name
    .replace(/^(lambda\$[\w$]*?)\$?\d+$/, '$1')
    .replace(/(fn)__\d+/g, '$1')
    .replace(/(\$\$\w+)\$\$[0-9a-f]+/g, '$1');
}

/** Closures are numbered within their function, and type arguments are the compiler's spelling. */
function go(name: string): string {
  return name
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\bfunc\d+/g, 'func')
    .replace(/(?:\.\d+)+$/, '');
}

/** `<Create>d__12.MoveNext` and `<>c__DisplayClass3_0`: the compiler numbers what it generates. */
function csharp(name: string): string {
  return name.replace(/((?:d|b|c|g)__[A-Za-z]*)[\d_]+/g, '$1').replace(/`\d+/g, '');
}

/** Without arguments and template arguments, which compilers spell each in their own way. */
function native(name: string): string {
  if (/^[-+]\[/.test(name)) return name;
  return (
    name
      .replace(/<[^<>]*>/g, '')
      .replace(/\(.*$/s, '')
      .replace(/^.*\s(?=\S+$)/, '')
      .trim() || name
  );
}
