import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Failure } from '../../app/failure.tsx';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { issueQuery } from '../issue/issue-query.ts';
import { IgnoreMenu } from './ignore-menu.tsx';
import type { Issue } from './issue.ts';
import { IssueBadges } from './issue-badges.tsx';
import { type SparkRange, sparksQuery } from './issues-query.ts';
import { LevelMark } from './level-mark.tsx';
import styles from './peek.module.css';
import { PeekEvent } from './peek-event.tsx';
import { PeekNumbers } from './peek-numbers.tsx';
import { PeekTags } from './peek-tags.tsx';
import { useActs } from './use-acts.ts';

interface Props {
  organizationId: string;
  issueId: string;
  /** What the list knows of it, until the rest is there. */
  row: Issue | undefined;
  sparkRange: SparkRange;
  canChange: boolean;
  onClose: () => void;
}

/** An issue beside the list, enough to decide what to do with it; over the list on a phone. */
export function Peek({ organizationId, issueId, row, sparkRange, canChange, onClose }: Props) {
  const issue = useQuery(issueQuery(issueId));
  const shown = issue.data ?? row;
  const closing = useRef<HTMLButtonElement>(null);
  // Where it covers the list, the focus must not stay below it.
  useEffect(() => {
    if (window.matchMedia('(width < 56rem)').matches) closing.current?.focus();
  }, []);
  return (
    <aside className={styles.peek} aria-label={t('peek.label')}>
      <div className={styles.bar}>
        <Link to="/issues/$issueId" params={{ issueId }} className={styles.open}>
          {t('peek.open')}
        </Link>
        <Button ref={closing} kind="quiet" onClick={onClose} aria-label={t('peek.close')}>
          <X size={16} aria-hidden="true" />
        </Button>
      </div>
      {issue.error && <Failure error={issue.error} reset={() => void issue.refetch()} />}
      {shown ? (
        <Content issue={shown} organizationId={organizationId} sparkRange={sparkRange} canChange={canChange} />
      ) : (
        !issue.error && <Skeleton width={30} />
      )}
    </aside>
  );
}

interface ContentProps {
  issue: Issue;
  organizationId: string;
  sparkRange: SparkRange;
  canChange: boolean;
}

function Content({ issue, organizationId, sparkRange, canChange }: ContentProps) {
  const { data: sparks } = useQuery(sparksQuery(organizationId, [issue.id], sparkRange));
  const nothing = () => {};
  const subjects = { chosen: { ids: [issue.id] }, onDone: nothing, onFailed: nothing };
  const acts = useActs(organizationId, subjects);
  const spark = sparks?.get(issue.id);
  return (
    <>
      <div className={styles.head}>
        <LevelMark level={issue.level} />
        <div className={styles.words}>
          <p className={styles.badges}>
            {issue.short_id} <IssueBadges issue={issue} />
          </p>
          <h2 className={styles.title}>
            <bdi>{showUnseen(issue.title) || t('issue.untitled')}</bdi>
          </h2>
          <p className={styles.culprit}>
            <bdi>{showUnseen(issue.culprit)}</bdi>
          </p>
        </div>
      </div>
      {canChange && (
        <div className={styles.acts}>
          {issue.status === 'unresolved' ? (
            <>
              <Button kind="primary" busy={acts.isBusy} onClick={() => acts.resolve('now')}>
                {t('issues.resolve')}
              </Button>
              <IgnoreMenu onIgnore={acts.ignore} />
            </>
          ) : (
            <Button busy={acts.isBusy} onClick={acts.unresolve}>
              {t('issues.unresolve')}
            </Button>
          )}
        </div>
      )}
      <div className={styles.spark}>
        {spark && <Sparkline counts={spark} label={t(`issues.spark.${sparkRange}`)} width={340} height={48} />}
      </div>
      <PeekNumbers issue={issue} />
      <PeekEvent issueId={issue.id} />
      <PeekTags issueId={issue.id} />
    </>
  );
}
