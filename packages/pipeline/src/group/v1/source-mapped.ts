import type { Frame } from '@railguard/protocol/event';

/** Whether a source map gave the frame its names; what is left of a browser's own stack was chosen by a minifier. */
export function isSourceMapped(frame: Frame): boolean {
  return typeof frame.data?.sourcemap === 'string';
}
