import { t } from '../../text/text.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Issue } from './issue.ts';

const NEW_MS = 24 * 3_600_000;

/** What makes an issue stand out. */
export function IssueBadges({ issue }: { issue: Issue }) {
  const isNew = Date.now() - Date.parse(issue.first_seen) < NEW_MS;
  return (
    <>
      {issue.status === 'resolved' && <Badge kind="good">{t('issue.resolved')}</Badge>}
      {issue.status === 'ignored' && <Badge>{t('issue.ignored')}</Badge>}
      {issue.is_regressed && <Badge kind="warning">{t('issue.regressed')}</Badge>}
      {isNew && <Badge kind="accent">{t('issue.new')}</Badge>}
      {!issue.handled && <Badge kind="bad">{t('issue.unhandled')}</Badge>}
    </>
  );
}
