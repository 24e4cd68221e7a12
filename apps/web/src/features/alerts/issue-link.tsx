import { Link } from '@tanstack/react-router';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';

interface Props {
  issue: { id: string; short_id: string; title: string };
}

/** An issue by its short id and title. */
export function IssueLink({ issue: { id, short_id, title } }: Props) {
  return (
    <Link to="/issues/$issueId" params={{ issueId: id }}>
      {short_id} <bdi>{showUnseen(title) || t('issue.untitled')}</bdi>
    </Link>
  );
}
