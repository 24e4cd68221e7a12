import { Users } from 'lucide-react';
import { t } from '../../text/text.ts';
import { initialsOf } from '../../ui/initials.ts';
import styles from './assignee.module.css';
import type { Issue } from './issue.ts';

/** Who looks after an issue, by initials; nothing for nobody. */
export function Assignee({ issue: { assignee, assignee_team } }: { issue: Issue }) {
  const name = assignee_team?.name ?? (assignee ? assignee.name || assignee.email : undefined);
  if (name === undefined) return <span />;
  const label = t('issues.assigned_to', { name });
  return (
    <span
      className={assignee_team ? `${styles.avatar} ${styles.team}` : styles.avatar}
      role="img"
      aria-label={label}
      title={label}
    >
      {assignee_team ? <Users size={12} aria-hidden="true" /> : initialsOf(name)}
    </span>
  );
}
