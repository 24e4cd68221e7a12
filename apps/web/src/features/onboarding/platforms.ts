import type { Platform } from './platform.ts';
import { javascriptPlatforms } from './snippets/javascript.ts';
import { otherPlatforms } from './snippets/others.ts';
import { pythonPlatforms } from './snippets/python.ts';
import { rubyPlatforms } from './snippets/ruby.ts';

/** Every platform with instructions, in the order they are offered. */
export const PLATFORMS: readonly Platform[] = [
  ...javascriptPlatforms,
  ...rubyPlatforms,
  ...pythonPlatforms,
  ...otherPlatforms,
];

/** The platform of an id; what is not known is like something else. */
export function platformOf(id: string): Platform {
  return PLATFORMS.find((platform) => platform.id === id) ?? PLATFORMS.at(-1)!;
}
