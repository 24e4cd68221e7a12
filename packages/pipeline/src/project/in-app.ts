import type { Event, Frame } from '@railguard/protocol/event';
import type { GroupingSettings } from '@railguard/protocol/project-settings';
import { compileGlobs } from '../glob.ts';
import { remember } from '../remember.ts';

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

  const told = remember((place): Told => {
    const path = withSlashes(place);
    return isIncluded?.(path) ? 'included' : isExcluded?.(path) ? 'excluded' : 'nothing';
  });
  return ({ exceptions = [], threads = [] }) => {
    for (const { frames = [] } of [...exceptions, ...threads]) {
      for (const frame of frames) {
        const words = placesOf(frame).map(told);
        if (words.includes('included')) frame.in_app = true;
        else if (words.includes('excluded')) frame.in_app = false;
      }
    }
  };
}

type Told = 'included' | 'excluded' | 'nothing';

function placesOf({ module, package: library, filename, abs_path }: Frame): string[] {
  return [module, library, filename, abs_path].filter((place) => place !== undefined);
}

/** A pattern for `app/models/*` is meant for Windows as well. */
function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}
