import type { EventBody } from './error-event.ts';

/** The same event as Sentry's SDKs write it: lists in `values`, the crashing frame last, the thrown exception last. */
export function sentryEvent({ exceptions = [], breadcrumbs = [], type: _type, ...rest }: EventBody): object {
  return {
    ...rest,
    exception: {
      values: exceptions.toReversed().map(({ frames = [], ...exception }) => ({
        ...exception,
        stacktrace: { frames: frames.toReversed() },
      })),
    },
    breadcrumbs: { values: breadcrumbs },
  };
}
