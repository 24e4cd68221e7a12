import { showUnseen } from '../../format/word-value.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { t } from '../../text/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Event, Exception } from './event.ts';
import styles from './exception-chain.module.css';
import { frameOrder } from './order.ts';
import { OrderButton } from './order-button.tsx';
import { StackTrace } from './stack-trace.tsx';
import { type StackView, stackView } from './stack-view.ts';

/** The thrown exception first, then what caused it. */
export function ExceptionChain({ event }: { event: Event }) {
  const view = stackView.useChosen();
  useShortcuts([
    {
      id: 'stack.turn',
      keys: 't',
      title: t('stack.turn'),
      group: t('event.group'),
      run: () => stackView.choose(view === 'full' ? 'relevant' : 'full'),
    },
  ]);
  const exceptions = event.exceptions ?? [];
  if (exceptions.length === 0) return null;
  const views = stackView.values.map((value) => ({ value, label: t(`stack.view.${value}`) }));
  return (
    <Panel
      title={t('event.exception')}
      actions={
        <div className={styles.tools}>
          <OrderButton order={frameOrder} />
          <Segmented label={t('stack.view')} value={view} options={views} onChange={stackView.choose} />
        </div>
      }
    >
      {exceptions.map((exception, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a chain never changes its order
        <OneException key={`${event.event_id} ${index}`} exception={exception} isCause={index > 0} view={view} />
      ))}
    </Panel>
  );
}

function OneException({ exception, isCause, view }: { exception: Exception; isCause: boolean; view: StackView }) {
  const { type, value, module, mechanism, frames = [] } = exception;
  return (
    <section className={styles.exception}>
      {isCause && <p className={styles.cause}>{t('exception.caused_by')}</p>}
      <div className={styles.head}>
        <h3 className={styles.type}>
          <bdi>{showUnseen([module, type].filter(Boolean).join('.')) || t('exception.unnamed')}</bdi>
        </h3>
        {mechanism?.handled === false && <Badge kind="bad">{t('exception.unhandled')}</Badge>}
        {mechanism?.handled === true && <Badge>{t('exception.handled')}</Badge>}
        {mechanism?.type && mechanism.type !== 'generic' && <Badge>{showUnseen(mechanism.type)}</Badge>}
        {value && (
          <p className={styles.value}>
            <bdi>{showUnseen(value)}</bdi>
          </p>
        )}
      </div>
      {frames.length > 0 ? <StackTrace frames={frames} view={view} /> : <p>{t('exception.no_stack')}</p>}
    </section>
  );
}
