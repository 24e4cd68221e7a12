import { alertMail } from '@railguard/notify/email/alert-mail';
import { linksFor } from '@railguard/notify/email/links';
import { newUuid } from '@railguard/protocol/ids';
import { readLinkKey } from '@railguard/store/alerts/link-key';
import { type TestOf, writeTestAlert } from '@railguard/store/alerts/write-test';
import type { Database } from '@railguard/store/database';

/** Sends a test of a rule: of the issue that the project saw last, or of a made-up one. Answers the alert's id. */
export async function testRule(database: Database, of: TestOf, url: string): Promise<string | undefined> {
  const key = await readLinkKey(database);
  return writeTestAlert(database, of, ({ project, issue, event, reader }) => {
    const { id, name, slug, settings } = project;
    const named = { id, name, slug, include_details: settings.include_details };
    const content = {
      occasion: 'test',
      project: named,
      rule: of.rule,
      issue: issue ?? madeUp(slug),
      event,
      facts: {},
    } as const;
    return alertMail(content, reader, linksFor(reader, { url, key }));
  });
}

function madeUp(slug: string) {
  const now = new Date();
  return {
    id: newUuid(),
    short_id: `${slug.toUpperCase()}-0`,
    title: 'ExampleError: this is what an alert looks like',
    culprit: 'example in checkout',
    level: 'error' as const,
    event_count: 1,
    user_count: 1,
    first_seen: now,
    last_seen: now,
  };
}
