import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Facts } from '../../ui/facts.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './audit-table.module.css';
import { wordAct } from './word-act.ts';

type AuditRecord = AnswerOf<RouteOf<'listAuditLog'>>['data'][number];

/** Who did what, to what, when and from where. */
export function AuditTable({ records }: { records: AuditRecord[] }) {
  return (
    <Table
      label={t('settings.audit')}
      columns={[t('audit.when'), t('audit.who'), t('audit.what'), t('audit.target'), t('audit.from')]}
    >
      {records.map((record) => (
        <tr key={record.id}>
          <td className={styles.time}>
            <Time at={record.created_at} />
          </td>
          <td>
            <bdi>{showUnseen(record.actor.email)}</bdi>
            {record.token_id && <span className={styles.quiet}>{t('audit.by_token')}</span>}
          </td>
          <td className={styles.act}>{wordAct(record.action)}</td>
          <td>
            <bdi>{showUnseen(record.target.name || record.target.id)}</bdi>
            {Object.keys(record.data).length > 0 && (
              <details>
                <summary>{t('audit.details')}</summary>
                <Facts facts={record.data} />
              </details>
            )}
          </td>
          <td>{record.address}</td>
        </tr>
      ))}
    </Table>
  );
}
