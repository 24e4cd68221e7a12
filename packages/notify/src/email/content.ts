import type { Occasion } from '@railguard/protocol/alert-rule';
import type { Event } from '@railguard/protocol/event';
import type { Level } from '@railguard/protocol/level';

/** A project as mails name it. */
export interface ContentProject {
  id: string;
  name: string;
  slug: string;
  /** false: nothing of what events hold is in the mail. */
  include_details: boolean;
}

export interface ContentIssue {
  id: string;
  short_id: string;
  title: string;
  culprit: string;
  level: Level;
  event_count: number;
  user_count: number;
  first_seen: Date;
  last_seen: Date;
}

/** What a rule counted. */
export interface ContentFacts {
  count?: number;
  minutes?: number;
  usual_per_hour?: number;
  from?: string;
  to?: string;
}

/** One thing to tell of an issue. */
export interface AlertContent {
  occasion: Exclude<Occasion, 'digest'> | 'test';
  project: ContentProject;
  rule: { id: string; name: string };
  issue: ContentIssue;
  /** The event that made the occasion; undefined where it is gone. */
  event: Event | undefined;
  facts: ContentFacts;
}

/** Several things that were held back, in one mail. */
export interface SummaryContent {
  project: ContentProject;
  /** The oldest first; as many as a mail should hold. */
  alerts: { occasion: Occasion; issue: ContentIssue | undefined; at: Date }[];
  /** How many there are, with those that the mail does not hold. */
  total: number;
  why: 'quiet_hours' | 'hourly_limit';
}

/** A day or a week. */
export interface DigestContent {
  project: ContentProject;
  rule: { id: string; name: string };
  from: Date;
  to: Date;
  events: number;
  events_before: number;
  new_issues: number;
  regressions: number;
  issues: { id: string; short_id: string; title: string; culprit: string; events: number; is_new: boolean }[];
}

/** Whom a mail goes to, and how they read times. */
export interface Reader {
  address: string;
  /** Null for an address without an account, which gets no links that need one. */
  user_id: string | null;
  /** Whether it gets links that change the issue. */
  may_edit: boolean;
  timeZone: string;
}

/** A mail, but for its addresses. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}
