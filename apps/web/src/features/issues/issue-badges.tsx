import { t } from '../../text/text.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Issue } from './issue.ts';
import { wordStatus } from './word-status.ts';

const NEW_MS = 24 * 3_600_000;

/** What makes an issue stand out. */
export function IssueBadges({ issue }: { issue: Issue }) {
  const status = wordStatus(issue);
  const isNew = Date.now() - Date.parse(issue.first_seen) < NEW_MS;
  return (
    <>
      {status && <Badge kind={issue.status === 'resolved' ? 'good' : undefined}>{status}</Badge>}
      {issue.is_regressed && <Badge kind="warning">{t('issue.regressed')}</Badge>}
      {isNew && <Badge kind="accent">{t('issue.new')}</Badge>}
      {!issue.handled && <Badge kind="bad">{t('issue.unhandled')}</Badge>}
    </>
  );
}
