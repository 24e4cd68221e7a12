import type { Exception } from '@railguard/protocol/event';
import type { GroupingPart } from '@railguard/protocol/processed';
import { contributingFrames } from './contributing.ts';
import { fileOf } from './file.ts';
import { frameParts } from './frames.ts';
import { NATIVE_PLATFORMS } from './platforms.ts';
import { normaliseText } from './text.ts';

/** One exception: its type and the shape of its stack, or without a stack to trust its type and normalised value. */
export function exceptionParts(exception: Exception, platform: string): GroupingPart[] {
  const { type, value, frames = [], mechanism } = exception;
  const typeParts = type ? [{ label: 'exception type', value: typeName(type) }] : [];
  const stack = frameParts(frames, platform);
  if (stack.length === 0) return [...typeParts, ...valueParts(value), ...crashFileParts(exception, platform)];

  const isUncertain = stack.length < 2 && (mechanism?.synthetic === true || NATIVE_PLATFORMS.has(platform));
  if (isUncertain) {
    // One frame says too little about a crash of native code: take every frame, and the type whatever it is.
    const all = frameParts(
      frames.map((frame) => ({ ...frame, in_app: true })),
      platform,
    );
    return [...typeParts, ...all];
  }
  return mechanism?.synthetic ? stack : [...typeParts, ...stack];
}

/** Types that have no name of their own are called after where they are. */
function typeName(type: string): string {
  return type.replace(/class@anonymous.*$/s, 'class@anonymous').replace(/0x[0-9a-f]+/gi, '<ptr>');
}

function valueParts(value: string | undefined): GroupingPart[] {
  const text = normaliseText(value ?? '');
  return text ? [{ label: 'exception value', value: text }] : [];
}

/** Of a stack without names only the newest file is the same in every browser. */
function crashFileParts({ frames = [] }: Exception, platform: string): GroupingPart[] {
  const [newest] = contributingFrames(frames, platform);
  const file = newest && fileOf(newest);
  return file ? [{ label: 'file', value: file }] : [];
}
