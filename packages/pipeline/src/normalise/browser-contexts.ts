import type { Event } from '@railguard/protocol/event';
import { browserOf, systemOf } from './user-agent.ts';

/**
 * Browsers' SDKs send no more about the browser than its User-Agent header; people look for its name and system.
 * Only what the event says nothing about is filled in.
 */
export function fillBrowserContexts(event: Event): void {
  const userAgent = event.request?.headers?.['User-Agent'];
  if (event.platform !== 'javascript' || !userAgent) return;
  const browser = event.contexts?.browser ? undefined : browserOf(userAgent);
  const os = event.contexts?.os || event.contexts?.client_os ? undefined : systemOf(userAgent);
  if (!browser && !os) return;
  event.contexts = { ...event.contexts, ...(browser && { browser: { ...browser } }), ...(os && { os: { ...os } }) };
}
