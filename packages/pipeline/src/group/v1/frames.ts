import type { Frame } from '@railguard/protocol/event';
import type { GroupingPart } from '@railguard/protocol/processed';
import { contributingFrames } from './contributing.ts';
import { fileOf } from './file.ts';
import { functionOf } from './function.ts';
import { JAVASCRIPT_PLATFORMS } from './platforms.ts';
import { collapseRepeats } from './repeats.ts';
import { isSourceMapped } from './source-mapped.ts';

const MAX_FRAMES = 30;
const MAX_CONTEXT_LINE = 120;

/** One part a frame that counts, the crashing one first. Empty where the stack names nothing that can be trusted. */
export function frameParts(frames: Frame[], platform: string): GroupingPart[] {
  const values = contributingFrames(frames, platform)
    .map((frame) => frameValue(frame, frame.platform ?? platform))
    .filter((value) => value !== undefined);
  return collapseRepeats(values)
    .slice(0, MAX_FRAMES)
    .map((value) => ({ label: 'frame', value }));
}

/** `orders_controller.rb create`; a line of source stands in for a missing name, and without either nothing does. */
function frameValue(frame: Frame, platform: string): string | undefined {
  const file = fileOf(frame);
  const name = functionOf(frame, platform) ?? sourceLine(frame, platform);
  if (name !== undefined) return file ? `${file} ${name}` : name;
  return JAVASCRIPT_PLATFORMS.has(platform) ? undefined : file;
}

function sourceLine(frame: Frame, platform: string): string | undefined {
  if (platform === 'javascript' && !isSourceMapped(frame)) return undefined;
  const line = frame.context_line?.replace(/\s+/g, ' ').trim();
  return line && line.length <= MAX_CONTEXT_LINE ? line : undefined;
}
