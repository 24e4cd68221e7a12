import type { Event, Frame } from '@railguard/protocol/event';
import type { GroupingSettings } from '@railguard/protocol/project-settings';
import { compileGlobs } from '../glob.ts';

/**
 * Marks frames as the application's own or not, by the patterns that their module, package or path fits. What a project
 * says counts for more than what its SDK says, since that only guesses; including counts for more than excluding.
 */
export function compileInApp(
  settings: Pick<GroupingSettings, 'in_app_include' | 'in_app_exclude'>,
): (event: Event) => void {
  const isIncluded = compileGlobs(settings.in_app_include.map(withSlashes));
  const isExcluded = compileGlobs(settings.in_app_exclude.map(withSlashes));
  if (!isIncluded && !isExcluded) return () => {};

  return ({ exceptions = [], threads = [] }) => {
    for (const { frames = [] } of [...exceptions, ...threads]) {
      for (const frame of frames) {
        const places = placesOf(frame);
        if (isIncluded && places.some(isIncluded)) frame.in_app = true;
        else if (isExcluded && places.some(isExcluded)) frame.in_app = false;
      }
    }
  };
}

function placesOf({ module, package: library, filename, abs_path }: Frame): string[] {
  return [module, library, filename, abs_path].filter((place) => place !== undefined).map(withSlashes);
}

/** A pattern for `app/models/*` is meant for Windows as well. */
function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}
