import { useQuery } from '@tanstack/react-query';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './deletions.module.css';

const LOOK_EVERY_MS = 3_000;

/** Deleted projects whose events are still being taken away; nothing where there are none. */
export function Deletions({ organizationId, isAdmin }: { organizationId: string; isAdmin: boolean }) {
  const deletions = useQuery({
    queryKey: ['deletions', organizationId],
    queryFn: () => client.call('listDeletions', { params: { organization_id: organizationId } }),
    enabled: isAdmin,
    refetchInterval: ({ state }) => (state.data?.data.some(isRunning) ? LOOK_EVERY_MS : false),
  });
  const running = (deletions.data?.data ?? []).filter(isRunning);
  if (running.length === 0) return null;
  return (
    <Notice>
      <ul>
        {running.map(({ id, project_name: name, progress_percent: percent }) => (
          <li key={id} className={styles.deletion}>
            {t('projects.deleting', { name })}
            <progress value={percent} max={100} aria-label={t('projects.deleting', { name })} />
            {percent} %
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const isRunning = ({ state }: { state: string }) => state === 'running';
