import type { AlertContent, DigestContent, Reader, SummaryContent } from '@railguard/notify/email/content';
import type { Connection } from '@railguard/store/transaction';

/** What is to be told, before any channel puts it into words. */
export type AlertMessage =
  | { kind: 'alert'; content: AlertContent }
  | { kind: 'summary'; content: SummaryContent }
  | { kind: 'digest'; content: DigestContent };

/**
 * The seam for ways to tell people. A channel is one file, and a line in `all.ts`: who is told, when, and what became of it
 * is decided for all of them alike.
 */
export interface AlertChannel {
  /** Kept with each alert. */
  name: string;
  /** Where the queue holds notifications for it. */
  topic: string;
  /**
   * Puts the message into words and into the channel's outbox, by way of the transaction that decided it, so that there
   * is no decision without its message, and no message twice. Answers the outbox's id.
   */
  write(client: Connection, message: AlertMessage, to: { reader: Reader; projectId: string }): Promise<string>;
  /** Something was committed to its outbox. */
  wake(): void;
}
