import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { asCurl } from './as-curl.ts';
import type { Event } from './event.ts';
import styles from './request-panel.module.css';

export function RequestPanel({ event: { request } }: { event: Event }) {
  if (!request) return null;
  const { method = 'GET', url = '', query_string, headers, cookies, data, env } = request;
  return (
    <Panel title={t('request.title')} actions={<CopyButton text={asCurl(request)} label={t('request.copy_curl')} />}>
      <p className={styles.line}>
        <strong>{showUnseen(method)}</strong> <bdi>{showUnseen(url)}</bdi>
      </p>
      <Part title={t('request.query')} value={query_string} />
      <Part title={t('request.body')} value={data} />
      <Part title={t('request.headers')} value={headers} />
      <Part title={t('request.cookies')} value={cookies} />
      <Part title={t('request.environment')} value={env} />
    </Panel>
  );
}

/** Objects name by name, anything else as one value. */
function Part({ title, value }: { title: string; value: unknown }) {
  if (value === undefined || value === null || value === '') return null;
  const isObject = typeof value === 'object' && !Array.isArray(value);
  if (isObject && Object.keys(value).length === 0) return null;
  return <Facts title={title} facts={isObject ? (value as Record<string, unknown>) : { '': value }} />;
}
