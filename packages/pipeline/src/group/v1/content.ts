import type { Event, Exception } from '@railguard/protocol/event';
import type { GroupingPart } from '@railguard/protocol/processed';
import { exceptionParts } from './exception.ts';
import { reduceGroups } from './exception-group.ts';
import { frameParts } from './frames.ts';
import { normaliseText } from './text.ts';
import { mainThread } from './thread.ts';

const MAX_EXCEPTIONS = 10;

/** What happened, from the event alone: its exceptions, else a thread's stack, else its message. */
export function contentParts(event: Event): GroupingPart[] {
  const attempts = [fromExceptions, fromThread, fromMessage, fromNothing];
  for (const attempt of attempts) {
    const parts = attempt(event);
    if (parts.length > 0) return parts;
  }
  return [];
}

function fromExceptions(event: Event): GroupingPart[] {
  const exceptions = event.exceptions ?? [];
  if (isStackOfMessage(exceptions, event)) return [];
  return reduceGroups(exceptions.slice(0, MAX_EXCEPTIONS), (exception) => exceptionParts(exception, event.platform));
}

/** Newer JavaScript SDKs give a captured message an exception without a type, to say where it was captured. */
function isStackOfMessage(exceptions: Exception[], event: Event): boolean {
  const [only] = exceptions;
  const hasMessage = Boolean(event.message || event.message_template);
  return exceptions.length === 1 && !only?.type && hasMessage && only?.mechanism?.handled !== false;
}

function fromThread(event: Event): GroupingPart[] {
  if (event.message || event.message_template) return [];
  return frameParts(mainThread(event.threads)?.frames ?? [], event.platform);
}

function fromMessage({ message, message_template }: Event): GroupingPart[] {
  const text = normaliseText(message_template || message || '');
  return text ? [{ label: message_template ? 'message template' : 'message', value: text }] : [];
}

function fromNothing({ platform, transaction }: Event): GroupingPart[] {
  return [
    { label: 'platform', value: platform },
    { label: 'transaction', value: transaction ?? '' },
  ];
}
