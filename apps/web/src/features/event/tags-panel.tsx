import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Event } from './event.ts';
import styles from './tags-panel.module.css';

/** What the event is found by: its own tags, and what it says of where it came from. */
export function TagsPanel({ event }: { event: Event }) {
  const { environment, release, dist, server_name, logger, transaction, tags } = event;
  const all = { environment, release, dist, server_name, logger, transaction, ...tags };
  const entries = Object.entries(all).filter((entry): entry is [string, string] => Boolean(entry[1]));
  if (entries.length === 0) return null;
  return (
    <Panel title={t('tags.title')}>
      <dl className={styles.tags}>
        {entries.map(([key, value]) => (
          <div className={styles.tag} key={key}>
            <dt>{showUnseen(key)}</dt>
            <dd>
              <bdi>{showUnseen(value)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
