import { refusal } from '@railguard/protocol/outcome';
import { compileGlobs } from '../glob.ts';
import type { EventFilter } from './filter.ts';

/** Events of releases that nobody cares about any more. */
export const release: EventFilter = {
  outcome: refusal('filtered', 'release_filter'),
  compile({ releases }) {
    const fits = compileGlobs(releases);
    return fits && (({ release }) => release !== undefined && fits(release));
  },
};
