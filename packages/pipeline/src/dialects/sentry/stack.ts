import { isRecord } from '../../json/record.ts';

/** Sentry's stack trace (oldest call first) as canonical fields: the crashing frame first. */
export function stackFields(stacktrace: unknown): { frames?: unknown; registers?: unknown } {
  if (stacktrace === null || stacktrace === undefined) return {};
  const frames = isRecord(stacktrace) ? stacktrace.frames : stacktrace;
  return {
    ...(frames === null || frames === undefined ? {} : { frames: crashFirst(frames) }),
    ...(isRecord(stacktrace) && stacktrace.registers ? { registers: stacktrace.registers } : {}),
  };
}

function crashFirst(frames: unknown): unknown {
  return Array.isArray(frames) ? frames.toReversed() : frames;
}
