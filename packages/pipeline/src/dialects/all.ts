import type { DialectName } from '@railguard/protocol/raw-message';
import type { Dialect } from './dialect.ts';
import { native } from './native.ts';
import { sentryEnvelope } from './sentry-envelope.ts';
import { sentryStore } from './sentry-store.ts';

/** Every dialect. A new one is a file beside this, its name in `DIALECTS` of the protocol, and a line here. */
export const DIALECTS: Record<DialectName, Dialect> = {
  native,
  'sentry-envelope': sentryEnvelope,
  'sentry-store': sentryStore,
};
