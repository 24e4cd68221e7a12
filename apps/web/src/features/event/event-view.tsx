import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Panel } from '../../ui/panel.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import type { Event } from './event.ts';
import styles from './event-view.module.css';
import { ExceptionChain } from './exception-chain.tsx';
import { FactsPanels } from './facts-panels.tsx';
import { RequestPanel } from './request-panel.tsx';
import { TagsPanel } from './tags-panel.tsx';
import { Threads } from './threads.tsx';

/** Everything that is known of one event, in the order in which people look for it. */
export function EventView({ event }: { event: Event }) {
  return (
    <div className={styles.view}>
      {event.message && (
        <Panel title={t('event.message')}>
          <p className={styles.message}>
            <bdi>{showUnseen(event.message)}</bdi>
          </p>
        </Panel>
      )}
      <ExceptionChain event={event} />
      <Threads event={event} />
      <Breadcrumbs event={event} />
      <TagsPanel event={event} />
      <RequestPanel event={event} />
      <FactsPanels event={event} />
    </div>
  );
}
