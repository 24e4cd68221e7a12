import type { Event } from '@railguard/protocol/event';
import { type Digest, readDigest } from '@railguard/store/alerts/digests';
import { type AlertIssue, type AlertProject, readAlertEvent, readAlertIssues } from '@railguard/store/alerts/facts';
import type { Notification } from '@railguard/store/alerts/notifications';
import type { Queryable } from '@railguard/store/database';
import type { AlertMessage } from './channels/channel.ts';

/** Everything that is known of a notification, read once for all whom it may be told. */
export type Story =
  | { kind: 'issue'; issue: AlertIssue; event: Event | undefined }
  | { kind: 'digest'; from: Date; to: Date; digest: Digest };

/** undefined where there is nothing left to tell: the issue is gone. */
export async function readStory(queryable: Queryable, notification: Notification): Promise<Story | undefined> {
  const { project_id, issue_id, facts } = notification;
  if (issue_id === null) {
    const from = new Date(facts?.from ?? 0);
    const to = new Date(facts?.to ?? 0);
    return { kind: 'digest', from, to, digest: await readDigest(queryable, project_id, from, to) };
  }
  const issue = (await readAlertIssues(queryable, [issue_id])).get(issue_id);
  return issue && { kind: 'issue', issue, event: await readAlertEvent(queryable, notification) };
}

/** The story as one rule tells it. */
export function messageOf(
  story: Story,
  { occasion, facts }: Pick<Notification, 'occasion' | 'facts'>,
  project: AlertProject,
  rule: { id: string; name: string },
): AlertMessage {
  const named = namedProject(project);
  if (story.kind === 'digest') {
    const { from, to, digest } = story;
    return { kind: 'digest', content: { project: named, rule, from, to, ...digest } };
  }
  if (occasion === 'digest') throw new Error('a digest is of no issue');
  const { issue, event } = story;
  return { kind: 'alert', content: { occasion, project: named, rule, issue, event, facts: facts ?? {} } };
}

export function namedProject({ id, name, slug, settings }: AlertProject) {
  return { id, name, slug, include_details: settings.include_details };
}
