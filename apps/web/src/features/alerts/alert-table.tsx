import { Link } from '@tanstack/react-router';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Badge } from '../../ui/badge.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { AlertFate } from './alert-fate.tsx';
import type { Alert } from './alert-rule.ts';
import styles from './alerts.module.css';
import { IssueLink } from './issue-link.tsx';
import { useAlerts } from './use-alerts.ts';

/** Alerts, one to a row: of what, by which rule, to whom, and what became of it. */
export function AlertTable({ alerts }: { alerts: Alert[] }) {
  return (
    <Table
      label={t('alerts.history')}
      columns={[t('history.when'), t('history.what'), t('history.rule'), t('history.to'), t('history.state')]}
    >
      {alerts.map((alert) => (
        <tr key={alert.id}>
          <td>
            <Time at={alert.created_at} />
          </td>
          <td className={styles.what}>
            {t(`occasion.${alert.occasion}`)}
            {alert.issue && (
              <span className={styles.issue}>
                <IssueLink issue={alert.issue} />
              </span>
            )}
          </td>
          <td>
            <RuleName rule={alert.rule} />
          </td>
          <td>
            <bdi>{showUnseen(alert.to)}</bdi>
          </td>
          <td className={styles.fate}>
            <AlertFate alert={alert} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function RuleName({ rule: { id, name } }: { rule: Alert['rule'] }) {
  const { slug } = useAlerts();
  const words = <bdi>{showUnseen(name)}</bdi>;
  if (id === null) {
    return (
      <>
        {words} <Badge>{t('history.rule_gone')}</Badge>
      </>
    );
  }
  return (
    <Link to="/projects/$slug/settings/alerts/$ruleId" params={{ ...slug, ruleId: id }}>
      {words}
    </Link>
  );
}
