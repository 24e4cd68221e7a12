import type { Log } from '@railguard/kit/log';
import type { Metrics } from '@railguard/kit/metrics';
import type { OidcConfig } from '@railguard/kit/oidc-config';
import type { Queue } from '@railguard/queue/queue';
import type { Database } from '@railguard/store/database';
import type { LiveFeed } from './live/feed.ts';

export interface ApiConfig {
  /** Public base URL without a trailing slash; DSNs and links are made from it. */
  url: string;
  /** Access tokens are signed with a key derived from it. */
  secret: string;
  /** Whether X-Forwarded-For of the nearest hop is believed. */
  trustProxy?: boolean;
  /** Of the whole installation. */
  retentionDays: number;
  /** undefined where people sign in by password alone. */
  oidc?: OidcConfig;
}

/** What the API is composed of. */
export interface ApiDeps {
  database: Database;
  /** For operators: how much waits, and what could not be processed. */
  queue: Pick<Queue, 'depth' | 'deadLetters'>;
  log: Log;
  metrics: Metrics;
  config: ApiConfig;
  /** What happens, as it happens: for streams. */
  live: LiveFeed;
  /** Folder of the pages people open; without it there are none. */
  webRoot?: string;
  /** Told once the owner account was created through the set-up link, so that the terminal can say what comes next. */
  onOwnerCreated?: () => void;
  /** Holds every answer against its schema and fails where they differ: for development and tests. */
  checkAnswers?: boolean;
}
