import { Link } from '@tanstack/react-router';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { PageHeading } from '../../ui/page-heading.tsx';
import { Assignee } from '../issues/assignee.tsx';
import { IssueBadges } from '../issues/issue-badges.tsx';
import { LevelMark } from '../issues/level-mark.tsx';
import { IssueActions } from './issue-actions.tsx';
import styles from './issue-header.module.css';
import { useIssue } from './use-issue.ts';
import { useNeighbourKeys } from './use-neighbour-keys.ts';

/** What the issue is, and what can be done about it. */
export function IssueHeader() {
  const { issue, mayChange } = useIssue();
  useNeighbourKeys();
  const title = showUnseen(issue.title) || t('issue.untitled');
  return (
    <header className={styles.header}>
      <div className={styles.badges}>
        <Link to="/projects/$slug" params={{ slug: issue.project.slug }}>
          <bdi>{showUnseen(issue.project.name)}</bdi>
        </Link>
        <span>{issue.short_id}</span>
        <IssueBadges issue={issue} />
        <Assignee issue={issue} />
      </div>
      <div className={styles.top}>
        <LevelMark level={issue.level} />
        <div className={styles.words}>
          {/* Two issues may be called the same, and are two pages. */}
          <PageHeading key={issue.id} className={styles.title} title={title}>
            <bdi>{title}</bdi>
          </PageHeading>
          <p className={styles.culprit}>
            <bdi>{showUnseen(issue.culprit)}</bdi>
          </p>
        </div>
      </div>
      {mayChange && <IssueActions />}
    </header>
  );
}
