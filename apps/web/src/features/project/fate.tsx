import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { Link } from '@tanstack/react-router';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './fate.module.css';
import { adviceFor, wordReason } from './word-reason.ts';

type Entry = AnswerOf<RouteOf<'getLedgerEntry'>>;

/** What became of an event, as steps in time. */
export function Fate({ entry }: { entry: Entry }) {
  const { state, issue_id, received_at, decided_at, reason, error, is_sampled } = entry;
  return (
    <Panel
      title={t(`fate.${state}`)}
      actions={<CopyButton text={JSON.stringify(entry, null, 2)} label={t('fate.copy')} />}
    >
      <ol className={styles.steps}>
        {received_at && (
          <li>
            {t('fate.received')} <Time at={received_at} />
          </li>
        )}
        {decided_at && (
          <li>
            {t('fate.decided')} <Time at={decided_at} />
          </li>
        )}
        <li>{t(`fate.${state}_text`, { days: entry.refusals_kept_days, minutes: entry.accepted_kept_minutes })}</li>
        {reason && (
          <li>
            <strong>{wordReason(reason)}</strong> {adviceFor(reason)}
          </li>
        )}
        {error && (
          <li>
            <code>
              <bdi>{showUnseen(error)}</bdi>
            </code>
          </li>
        )}
        {is_sampled && <li>{t('fate.sampled')}</li>}
        {issue_id && (
          <li>
            <Link to="/issues/$issueId/events/$eventId" params={{ issueId: issue_id, eventId: entry.event_id }}>
              {t('fate.open')}
            </Link>
          </li>
        )}
      </ol>
    </Panel>
  );
}
