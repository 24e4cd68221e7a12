import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import styles from './arrival.module.css';
import { Rejections } from './rejections.tsx';
import { useArrival } from './use-arrival.ts';

const PATIENCE_MS = 60_000;

type Project = AnswerOf<RouteOf<'listProjects'>>['data'][number];

/**
 * Whether events arrive:
 *
 *     waiting ── an issue of the project is there ──► received, with a way to it
 *        ├─ a minute has passed ─► what to look at
 *        └─ something was refused ─► why, as it happens
 */
export function Arrival({ project }: { project: Project }) {
  const heard = useArrival(project.id);
  const latest = useQuery({
    queryKey: ['first-issue', project.id, heard.arrivals],
    queryFn: () =>
      client.call('listIssues', { params: { project_id: project.id }, query: { limit: 1, sort: 'last_seen' } }),
    // Until the next one is read: the page would fall back to waiting.
    placeholderData: (before) => before,
  });
  const { refetch } = latest;
  // Nobody tells of what came between the first reading and the moment that it is listened.
  useEffect(() => {
    if (heard.isConnected) void refetch();
  }, [heard.isConnected, refetch]);
  const issue = latest.data?.data[0];
  return (
    <section className={issue ? styles.received : styles.waiting} aria-live="polite">
      {issue ? (
        <p>
          <strong>{t(heard.arrivals > 0 ? 'onboarding.received' : 'onboarding.has_events')}</strong>{' '}
          <Link to="/issues/$issueId" params={{ issueId: issue.id }}>
            {t('onboarding.open')}
          </Link>
        </p>
      ) : (
        <>
          <p className={styles.pulse}>{t('onboarding.waiting')}</p>
          <Checklist dsn={project.dsn} />
        </>
      )}
      <Rejections projectId={project.id} slug={project.slug} heard={heard.rejections} />
    </section>
  );
}

function Checklist({ dsn }: { dsn: string | null }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(setLate, PATIENCE_MS, true);
    return () => clearTimeout(timer);
  }, []);
  if (!isLate) return null;
  return (
    <>
      <p>{t('onboarding.nothing_yet')}</p>
      <ul className={styles.checks}>
        {dsn && <li>{t('onboarding.check.host', { host: new URL(dsn).host })}</li>}
        <li>{t('onboarding.check.blocker')}</li>
        <li>{t('onboarding.check.debug')}</li>
        <li>{t('onboarding.check.flush')}</li>
        <li>{t('onboarding.check.limit')}</li>
        <li>{t('onboarding.check.environment')}</li>
      </ul>
    </>
  );
}
