import type { Frame } from './event.ts';

/** `app/models/order.rb:42:7`: what one would type to open it. */
export function placeOf({ filename, abs_path, module, lineno, colno }: Frame): string {
  const file = filename || abs_path || module || '';
  return [file, lineno, colno].filter((part) => part !== undefined && part !== '').join(':');
}

/** The lines around the failing one, with their numbers where those are known. */
export function sourceLines({ pre_context = [], context_line, post_context = [], lineno }: Frame) {
  if (context_line === undefined) return [];
  const first = lineno === undefined ? undefined : lineno - pre_context.length;
  return [...pre_context, context_line, ...post_context].map((text, index) => ({
    number: first === undefined ? undefined : first + index,
    text,
    isFailing: index === pre_context.length,
  }));
}
