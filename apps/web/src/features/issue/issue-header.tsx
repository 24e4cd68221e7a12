import { Link } from '@tanstack/react-router';
import { showUnseen } from '../../format/word-value.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { useChangeIssues } from '../issues/change-issues.ts';
import type { IssueChange, IssueDetail } from '../issues/issue.ts';
import { IssueBadges } from '../issues/issue-badges.tsx';
import { LevelMark } from '../issues/level-mark.tsx';
import styles from './issue-header.module.css';

/** What the issue is, and what can be done about it. */
export function IssueHeader({ issue, organizationId }: { issue: IssueDetail; organizationId: string }) {
  const changing = useChangeIssues(organizationId);
  const change = (wanted: IssueChange, said: string) => changing.mutate({ issues: [issue], change: wanted, said });
  const resolve = () => change({ status: 'resolved', resolution: 'now' }, t('issues.said.resolved', { count: 1 }));
  const resolveNext = () =>
    change({ status: 'resolved', resolution: 'next_release' }, t('issues.said.resolved', { count: 1 }));
  const ignore = () => change({ status: 'ignored', ignore: { forever: true } }, t('issues.said.ignored', { count: 1 }));
  const reopen = () => change({ status: 'unresolved' }, t('issues.said.unresolved', { count: 1 }));
  const group = t('issue.group');
  useShortcuts([
    { id: 'issue.resolve', keys: 'e', title: t('issues.resolve'), group, run: resolve },
    { id: 'issue.resolve_next', keys: 'Shift+e', title: t('issues.resolve_next'), group, run: resolveNext },
    { id: 'issue.ignore', keys: 'm', title: t('issues.ignore_forever'), group, run: ignore },
  ]);
  const isOpen = issue.status === 'unresolved';
  return (
    <header className={styles.header}>
      <div className={styles.badges}>
        <Link to="/issues" search={{ project: issue.project_id }}>
          {issue.project.name}
        </Link>
        <span>{issue.short_id}</span>
        <IssueBadges issue={issue} />
      </div>
      <div className={styles.top}>
        <LevelMark level={issue.level} />
        <div className={styles.words}>
          <h1 className={styles.title}>
            <bdi>{showUnseen(issue.title) || t('issue.untitled')}</bdi>
          </h1>
          <p className={styles.culprit}>
            <bdi>{showUnseen(issue.culprit)}</bdi>
          </p>
        </div>
      </div>
      <div className={styles.actions}>
        {isOpen ? (
          <>
            <Button kind="primary" busy={changing.isPending} onClick={resolve}>
              {t('issues.resolve')}
            </Button>
            <Button busy={changing.isPending} onClick={resolveNext}>
              {t('issues.resolve_next')}
            </Button>
            <Button busy={changing.isPending} onClick={ignore}>
              {t('issues.ignore_forever')}
            </Button>
          </>
        ) : (
          <Button busy={changing.isPending} onClick={reopen}>
            {t('issues.unresolve')}
          </Button>
        )}
      </div>
    </header>
  );
}
