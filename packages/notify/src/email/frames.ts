import type { Event, Frame } from '@railguard/protocol/event';
import { plainLine } from './plain.ts';

/** A place in the code, as a mail shows it. */
export interface MailFrame {
  place: string;
  source: string | undefined;
}

const MOST = 3;

/** The application's own frames nearest to the crash; the nearest of any where none is marked as its own. */
export function topFrames(event: Event): MailFrame[] {
  const frames = event.exceptions?.[0]?.frames ?? event.threads?.find(({ crashed }) => crashed)?.frames ?? [];
  const own = frames.filter(({ in_app }) => in_app);
  return (own.length > 0 ? own : frames).slice(0, MOST).map(toMailFrame);
}

function toMailFrame({ function: name, filename, abs_path, module, lineno, context_line }: Frame): MailFrame {
  const file = filename ?? abs_path ?? module ?? '?';
  const line = lineno === undefined ? '' : `:${lineno}`;
  const place = `${file}${line}${name ? ` in ${name}` : ''}`;
  return { place: plainLine(place), source: context_line?.trim() ? plainLine(context_line.trim(), 300) : undefined };
}
