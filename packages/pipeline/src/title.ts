import type { Event, Exception } from '@railguard/protocol/event';
import { cut } from './json/cut.ts';

const MAX_TITLE = 256;
const UNLABELED = '<unlabeled event>';
/** Where a synthetic exception's type is only the name of a signal, and the function says more. */
const NATIVE = new Set(['native', 'cocoa', 'objc', 'c', 'swift']);

/** The first line people see: `Type: first line of the value`, or of the message. */
export function titleOf(event: Event): string {
  const exception = mainException(event.exceptions ?? []);
  const message = firstLine(event.message);
  if (!exception || isStackOfMessage(exception, message)) return cut(message || UNLABELED, MAX_TITLE);
  return cut(exceptionTitle(exception, event.platform) || message || UNLABELED, MAX_TITLE);
}

function exceptionTitle({ type, value, mechanism, frames }: Exception, platform: string): string {
  const crashed = frames?.[0]?.function;
  if (mechanism?.synthetic && crashed && NATIVE.has(platform)) return crashed;
  return [type, firstLine(value)].filter(Boolean).join(': ') || crashed || '';
}

/** The thrown one; where that only groups others and they are all one, that one. */
function mainException(exceptions: Exception[]): Exception | undefined {
  const [thrown] = exceptions;
  if (!thrown?.mechanism?.is_exception_group) return thrown;
  const children = exceptions.filter(({ mechanism }) => mechanism?.parent_id === thrown.mechanism?.exception_id);
  const titles = new Set(children.map(({ type, value }) => `${type}: ${value}`));
  return titles.size === 1 ? mainException([children[0]!, ...exceptions.filter((one) => one !== thrown)]) : thrown;
}

/** Newer JavaScript SDKs give a captured message an exception without a type, to carry its stack. */
function isStackOfMessage({ type, mechanism }: Exception, message: string): boolean {
  return !type && message !== '' && (mechanism === undefined || mechanism.synthetic === true);
}

function firstLine(text: string | undefined): string {
  return (
    text
      ?.trim()
      .split(/[\r\n]/, 1)[0]
      ?.trim() ?? ''
  );
}
