import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../app/loaded.tsx';
import { wordBytes } from '../../format/bytes.ts';
import { fullCount } from '../../format/count.ts';
import { exactTime } from '../../format/relative-time.ts';
import { t } from '../../text/whole.ts';
import { Facts } from '../../ui/facts.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './admin.module.css';
import { storageQuery } from './queries.ts';

/** How much is stored, and for how long. */
export function StoragePage() {
  const storage = useQuery(storageQuery);
  return (
    <Page title={t('admin.storage')} lead={t('storage.text')}>
      <Loaded query={storage}>
        {({ layout, database_bytes, retention_days, oldest_event_at, tables }) => (
          <>
            <Panel title={t('storage.whole')}>
              <Facts
                facts={{
                  [t('storage.size')]: wordBytes(database_bytes),
                  [t('storage.layout')]: t(`storage.layout.${layout}`),
                  [t('health.retention')]: t('health.days', { count: retention_days }),
                  [t('storage.oldest')]: oldest_event_at
                    ? exactTime(new Date(oldest_event_at))
                    : t('storage.no_events'),
                }}
              />
            </Panel>
            <Panel title={t('storage.tables')}>
              <Table
                label={t('storage.tables')}
                columns={[t('field.name'), t('storage.size'), t('storage.rows'), t('usage.share')]}
              >
                {tables.map(({ name, bytes, rows }) => (
                  <tr key={name}>
                    <td>
                      <code>{name}</code>
                    </td>
                    <td>{wordBytes(bytes)}</td>
                    <td>{fullCount(rows)}</td>
                    <td>
                      <progress
                        className={styles.share}
                        value={bytes}
                        max={database_bytes || 1}
                        aria-label={t('usage.share_of', { name })}
                      />
                    </td>
                  </tr>
                ))}
              </Table>
            </Panel>
          </>
        )}
      </Loaded>
    </Page>
  );
}
