import { exactTime } from '../../format/relative-time.ts';
import { t } from '../../text/whole.ts';
import { Badge } from '../../ui/badge.tsx';
import { Time } from '../../ui/time.tsx';
import type { AlertRule } from './alert-rule.ts';
import styles from './alerts.module.css';
import { isMuted } from './is-muted.ts';

/** Whether a rule sends anything now, and when it last did. */
export function RuleFacts({ rule }: { rule: AlertRule }) {
  return (
    <p className={styles.facts}>
      {!rule.is_enabled && <Badge>{t('alerts.is_off')}</Badge>}
      {isMuted(rule) && (
        <>
          <Badge kind="warning">{t('alerts.is_muted')}</Badge>
          <span>{t('alerts.until', { time: exactTime(new Date(rule.muted_until!)) })}</span>
        </>
      )}
      <span>
        {t('alerts.last')}: {rule.last_alert_at ? <Time at={rule.last_alert_at} /> : t('alerts.never')}
      </span>
    </p>
  );
}
