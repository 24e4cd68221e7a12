import type { Occasion } from '@railguard/protocol/alert-rule';
import type { ContentFacts } from './content.ts';

/** What happened, as the first line of a mail says it. */
export function headline(occasion: Occasion | 'test', facts: ContentFacts = {}): string {
  switch (occasion) {
    case 'new_issue':
      return 'A new issue';
    case 'first_event':
      return 'The first event of the project';
    case 'regression':
      return 'A resolved issue is back';
    case 'unignored':
      return 'An ignored issue is back';
    case 'events':
      return `${number(facts.count ?? 0)} events within ${span(facts.minutes ?? 0)}`;
    case 'users':
      return `${number(facts.count ?? 0)} users within ${span(facts.minutes ?? 0)}`;
    case 'spike':
      return `${number(facts.count ?? 0)} events in the last hour, where ${number(facts.usual_per_hour ?? 0)} are usual`;
    case 'digest':
      return 'Digest';
    case 'test':
      return 'A test of an alert rule';
  }
}

/** The same for a line in a list. */
export function shortHeadline(occasion: Occasion): string {
  const words: Record<Occasion, string> = {
    new_issue: 'New',
    first_event: 'First event',
    regression: 'Back, was resolved',
    unignored: 'Back, was ignored',
    events: 'Many events',
    users: 'Many users',
    spike: 'Spike',
    digest: 'Digest',
  };
  return words[occasion];
}

export function number(value: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

export function plural(count: number, word: string): string {
  return `${number(count)} ${word}${count === 1 ? '' : 's'}`;
}

function span(minutes: number): string {
  if (minutes % 1_440 === 0) return plural(minutes / 1_440, 'day');
  if (minutes % 60 === 0) return plural(minutes / 60, 'hour');
  return plural(minutes, 'minute');
}

/** On the reader's own clock, and which one that is. */
export function time(at: Date, timeZone: string): string {
  const shown = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(at);
  return `${shown} ${zoneName(at, timeZone)}`;
}

function zoneName(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
