import { exactTime, relativeTime } from '../../format/relative-time.ts';
import { t } from '../../text/text.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Issue } from './issue.ts';

const NEW_MS = 24 * 3_600_000;

/** What makes an issue stand out. */
export function IssueBadges({ issue }: { issue: Issue }) {
  const isNew = Date.now() - Date.parse(issue.first_seen) < NEW_MS;
  return (
    <>
      {issue.status === 'resolved' && <Badge kind="good">{resolvedWords(issue)}</Badge>}
      {issue.status === 'ignored' && (
        <Badge title={issue.ignore?.until && exactTime(new Date(issue.ignore.until))}>{ignoredWords(issue)}</Badge>
      )}
      {issue.is_regressed && <Badge kind="warning">{t('issue.regressed')}</Badge>}
      {isNew && <Badge kind="accent">{t('issue.new')}</Badge>}
      {!issue.handled && <Badge kind="bad">{t('issue.unhandled')}</Badge>}
    </>
  );
}

function resolvedWords({ resolution }: Issue): string {
  if (resolution === 'next_release') return t('issues.badge.resolved_next');
  if (resolution && typeof resolution === 'object') {
    return t('issues.badge.resolved_in', { release: resolution.in_release });
  }
  return t('issue.resolved');
}

function ignoredWords({ ignore }: Issue): string {
  if (ignore?.until) return t('issues.badge.ignored_until', { when: relativeTime(new Date(ignore.until)) });
  if (ignore?.for_events) return t('issues.badge.ignored_events', { count: ignore.for_events });
  if (ignore?.for_users) return t('issues.badge.ignored_users', { count: ignore.for_users });
  return t('issue.ignored');
}
