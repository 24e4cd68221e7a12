import type { Breadcrumb, Event, Exception, Frame } from '@railguard/protocol/event';
import { block, cut, span } from './markdown-code.ts';

const MOST_EXCEPTIONS = 10;
const MOST_FRAMES = 50;
/** Source lines are shown of the frames that people look at first. */
const FRAMES_WITH_SOURCE = 5;
const MOST_BREADCRUMBS = 30;
const MOST_PAIRS = 50;

/**
 * An event for people and programs to read, as CommonMark. Everything that came with the event stands in code spans and
 * code blocks that it cannot end, so nothing of it is ever markup.
 * `receivedAt` is ISO 8601.
 */
export function eventMarkdown(event: Event, { receivedAt }: { receivedAt: string }): string {
  const sections = [
    `# ${span(headline(event))}`,
    facts(event, receivedAt),
    ...exceptionSections(event.exceptions ?? []),
    messageSection(event),
    breadcrumbSection(event.breadcrumbs ?? []),
    pairSection('Tags', event.tags),
    jsonSection('Request', event.request),
    jsonSection('User', event.user),
    jsonSection('Contexts', event.contexts),
    jsonSection('Extra', event.extra),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

function headline({ exceptions, message, event_id }: Event): string {
  const thrown = exceptions?.[0];
  const named = [thrown?.type, thrown?.value].filter(Boolean).join(': ');
  return cut((named || message || `Event ${event_id}`).trim().split(/[\r\n]/, 1)[0] ?? '', 200);
}

function facts(event: Event, receivedAt: string): string {
  const pairs: [string, string | undefined][] = [
    ['Event', event.event_id],
    ['Happened', event.timestamp],
    ['Received', receivedAt],
    ['Level', event.level],
    ['Platform', event.platform],
    ['Environment', event.environment],
    ['Release', event.release],
    ['Dist', event.dist],
    ['Transaction', event.transaction],
    ['Server', event.server_name],
    ['Logger', event.logger],
    ['SDK', [event.sdk?.name, event.sdk?.version].filter(Boolean).join(' ')],
  ];
  return pairs.flatMap(([name, value]) => (value ? [`- ${name}: ${span(value)}`] : [])).join('\n');
}

function exceptionSections(exceptions: Exception[]): string[] {
  const shown = exceptions.slice(0, MOST_EXCEPTIONS).map((exception, place) => {
    const { type, value, frames = [], mechanism } = exception;
    const title = `## ${place === 0 ? 'Exception' : 'Caused by'} ${span(type || 'without a type')}`;
    const unhandled = mechanism?.handled === false ? 'Nobody caught it.' : '';
    return [title, unhandled, value ? block(value) : '', stack(frames)].filter(Boolean).join('\n\n');
  });
  return [...shown, more(exceptions.length - shown.length, 'exceptions')];
}

/** The crashing frame first, as it is stored. */
function stack(frames: Frame[]): string {
  if (frames.length === 0) return '';
  const shown = frames.slice(0, MOST_FRAMES);
  const lines = shown.flatMap((frame, place) => [
    ...frameLine(frame),
    ...(place < FRAMES_WITH_SOURCE ? sourceLines(frame) : []),
  ]);
  return [block(lines.join('\n')), more(frames.length - shown.length, 'frames')].filter(Boolean).join('\n\n');
}

function frameLine({ function: name, module, filename, abs_path, lineno, colno, in_app }: Frame): string[] {
  const place = [filename ?? abs_path ?? module ?? '?', lineno, colno].filter((part) => part !== undefined).join(':');
  return [`${in_app ? '>' : ' '} ${oneLine(name ?? '?')} (${oneLine(place)})`];
}

function sourceLines({ pre_context = [], context_line, post_context = [], lineno }: Frame): string[] {
  if (context_line === undefined) return [];
  const first = lineno === undefined ? undefined : lineno - pre_context.length;
  return [...pre_context, context_line, ...post_context].map((line, place) => {
    const number = first === undefined ? '' : String(first + place);
    return `${place === pre_context.length ? '  =>' : '    '} ${number.padStart(5)} | ${oneLine(cut(line, 300))}`;
  });
}

function messageSection({ message, exceptions = [] }: Event): string {
  return message && (exceptions.length > 0 || /[\r\n]/.test(message) || message.length > 200)
    ? `## Message\n\n${block(message)}`
    : '';
}

function breadcrumbSection(breadcrumbs: Breadcrumb[]): string {
  if (breadcrumbs.length === 0) return '';
  const shown = breadcrumbs.slice(-MOST_BREADCRUMBS);
  const lines = shown.map(({ timestamp, category, type, level, message, data }) => {
    const text = message ?? (data === undefined ? '' : JSON.stringify(data));
    return [timestamp ?? '', category ?? type ?? '', level ?? '', cut(text, 500)].map(oneLine).join('  ').trimEnd();
  });
  const left = more(breadcrumbs.length - shown.length, 'breadcrumbs before these');
  return ['## Breadcrumbs', left, block(lines.join('\n'))].filter(Boolean).join('\n\n');
}

function pairSection(title: string, pairs: Record<string, string> = {}): string {
  const all = Object.entries(pairs);
  if (all.length === 0) return '';
  const lines = all.slice(0, MOST_PAIRS).map(([key, value]) => `- ${span(key)}: ${span(value)}`);
  return [`## ${title}`, lines.join('\n'), more(all.length - lines.length, 'tags')].filter(Boolean).join('\n\n');
}

function jsonSection(title: string, value: object | undefined): string {
  if (!value || Object.keys(value).length === 0) return '';
  return `## ${title}\n\n${block(JSON.stringify(value, undefined, 2))}`;
}

function more(count: number, what: string): string {
  return count > 0 ? `… and ${count} more ${what}.` : '';
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ');
}
