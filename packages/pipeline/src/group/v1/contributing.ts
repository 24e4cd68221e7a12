import type { Frame } from '@railguard/protocol/event';
import { JAVASCRIPT_PLATFORMS } from './platforms.ts';

const NOT_A_FILE = /^(?:<anonymous>|\[?native code\]?|eval code)$/i;
const EVAL = /^(?:eval|eval code)$/i;
/** Wrappers that SDKs and compilers put around an application's own code. */
const WRAPPER =
  /(?:^|\/)(?:@sentry|@railguard)\/|node_modules\/(?:core-js|regenerator-runtime|tslib|@babel\/runtime)\/|^node:internal\/process\/task_queues|^(?:sentryWrapped|__awaiter|_asyncToGenerator|asyncGeneratorStep)$/;
/** Firefox marks the callers before an asynchronous step; other browsers do not tell of them at all. */
const ASYNC_MARK = /^[\w .]{0,40}\*/;

/** The frames an issue is recognised by, the crashing one first: the application's own, where those are known. */
export function contributingFrames(frames: Frame[], platform: string): Frame[] {
  const real = withoutAsyncCallers(frames, platform).filter((frame) => isReal(frame, platform));
  const own = real.filter((frame) => frame.in_app === true);
  if (own.length > 0) return own;
  const undecided = real.filter((frame) => frame.in_app === undefined);
  return undecided.length > 0 ? undecided : real;
}

function isReal(frame: Frame, platform: string): boolean {
  if (!JAVASCRIPT_PLATFORMS.has(frame.platform ?? platform)) return true;
  const path = frame.filename || frame.abs_path || '';
  const name = frame.function ?? '';
  return !NOT_A_FILE.test(path) && !EVAL.test(name) && !WRAPPER.test(path) && !WRAPPER.test(name);
}

function withoutAsyncCallers(frames: Frame[], platform: string): Frame[] {
  if (platform !== 'javascript') return frames;
  const mark = frames.findIndex((frame) => ASYNC_MARK.test(frame.function ?? ''));
  const synchronous = mark === -1 ? frames : frames.slice(0, mark);
  return synchronous.filter((frame) => !frame.function?.startsWith('async '));
}
