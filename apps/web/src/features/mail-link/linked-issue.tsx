import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import styles from './mail-link.module.css';
import type { MailLink } from './word-link.ts';

/** The issue that a link is about, and its project; nothing for one that is about mails. */
export function LinkedIssue({ link: { issue, project_name } }: { link: MailLink }) {
  if (!issue) return null;
  return (
    <p>
      {issue.title !== null && (
        <strong className={styles.title}>
          <bdi>{showUnseen(issue.title) || t('issue.untitled')}</bdi>
        </strong>
      )}
      <span className={styles.where}>
        <bdi>{showUnseen(project_name)}</bdi> · {issue.short_id}
      </span>
    </p>
  );
}
