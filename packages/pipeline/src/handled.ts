import type { Event } from '@railguard/protocol/event';

/**
 * False for a crash: an exception that nobody caught, a crashed thread, or a fatal error whose SDK does not say
 * whether it was caught.
 */
export function isHandled({ exceptions = [], threads = [], level }: Event): boolean {
  const told = exceptions.map((exception) => exception.mechanism?.handled).filter((handled) => handled !== undefined);
  if (told.length > 0) return !told.includes(false);
  // Ruby's SDK calls the thread of every error it is given crashed, but gives only those of real crashes frames.
  if (threads.some((thread) => thread.crashed && thread.frames?.length)) return false;
  return !(level === 'fatal' && exceptions.length > 0);
}
