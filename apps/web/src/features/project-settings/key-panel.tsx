import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { fullCount } from '../../format/count.ts';
import { t } from '../../text/whole.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { Dsn } from '../projects/dsn.tsx';
import { KeyLimits } from './key-limits.tsx';
import styles from './project-settings.module.css';
import { useProjectSettings } from './use-project-settings.ts';

export type ProjectKey = AnswerOf<RouteOf<'listProjectKeys'>>['data'][number];

/** One key: what to send with, how much came with it, and its end. */
export function KeyPanel({ projectKey: key }: { projectKey: ProjectKey }) {
  const { project, params, isAdmin } = useProjectSettings();
  const about = { ...params, key_id: key.id };
  const changes = [['project-keys', project.id], ['projects']];
  const turn = useAct({
    run: (is_active: boolean) => client.call('updateProjectKey', { params: about, body: { is_active } }),
    said: ({ is_active }) => t(is_active ? 'keys_page.restored' : 'keys_page.revoked'),
    changes,
  });
  const remove = useAct({
    run: () => client.call('deleteProjectKey', { params: about }),
    said: t('keys_page.deleted'),
    changes,
    showsError: true,
  });
  const actions = isAdmin && (
    <div className={styles.actions}>
      <Button busy={turn.isPending} onClick={() => turn.mutate(!key.is_active)}>
        {t(key.is_active ? 'keys_page.revoke' : 'keys_page.restore')}
      </Button>
      <ConfirmButton
        kind="danger"
        action={t('keys_page.delete')}
        title={t('keys_page.delete_title', { name: key.label })}
        text={t('keys_page.delete_text')}
        act={remove}
      />
    </div>
  );
  return (
    <Panel title={key.label || key.public_key.slice(0, 8)} actions={actions}>
      <p className={styles.facts}>
        {!key.is_active && <Badge kind="bad">{t('keys_page.is_revoked')}</Badge>}
        <span>
          {t('keys_page.last_used')}: {key.last_used_at ? <Time at={key.last_used_at} /> : t('tokens.never')}
        </span>
        {key.quota_per_day !== null && (
          <span className={styles.quota}>
            <progress value={key.used_today} max={key.quota_per_day} aria-label={t('keys_page.used_today')} />
            {t('keys_page.used_of', { used: fullCount(key.used_today), quota: fullCount(key.quota_per_day) })}
          </span>
        )}
      </p>
      <Dsn label={t('projects.dsn')} value={key.dsn} />
      <Dsn label={t('projects.sentry_dsn')} value={key.sentry_dsn} />
      {isAdmin && <KeyLimits projectKey={key} />}
    </Panel>
  );
}
