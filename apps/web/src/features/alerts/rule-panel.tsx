import { Link } from '@tanstack/react-router';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { useAsked } from '../../app/use-asked.ts';
import { exactTime } from '../../format/relative-time.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Badge } from '../../ui/badge.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Time } from '../../ui/time.tsx';
import { Unseen } from '../../ui/unseen.tsx';
import { rulesQuery } from './alert-queries.ts';
import type { AlertRule } from './alert-rule.ts';
import styles from './alerts.module.css';
import { MuteMenu } from './mute-menu.tsx';
import { useAlerts } from './use-alerts.ts';
import { type Names, wordRule } from './word-rule.ts';

interface Props {
  rule: AlertRule;
  /** Until they are read, the sentence waits for them. */
  names: Names | undefined;
}

/** A rule in words, whether it is on, and what can be done with it. */
export function RulePanel({ rule, names }: Props) {
  const { project, params, slug, mayChange } = useAlerts();
  const about = { ...params, rule_id: rule.id };
  const name = showUnseen(rule.name);
  const changes = [rulesQuery(project.id).queryKey];
  const turn = useAct({
    run: (is_enabled: boolean) => client.call('updateAlertRule', { params: about, body: { is_enabled } }),
    said: ({ is_enabled }) => t(is_enabled ? 'alerts.turned_on' : 'alerts.turned_off', { name }),
    changes,
  });
  const [isOn, askFor] = useAsked(rule.is_enabled, turn.mutateAsync);
  const mute = useAct({
    run: (muted_until: string | null) => client.call('updateAlertRule', { params: about, body: { muted_until } }),
    said: ({ muted_until }) => t(muted_until ? 'alerts.said.muted' : 'alerts.said.unmuted', { name }),
    changes,
  });
  const remove = useAct({
    run: () => client.call('deleteAlertRule', { params: about }),
    said: t('alerts.deleted'),
    changes,
    showsError: true,
  });
  const isMuted = rule.muted_until !== null && Date.parse(rule.muted_until) > Date.now();
  const actions = mayChange && (
    <div className={styles.actions}>
      <Switch
        label={t('alerts.on')}
        aria-label={t('alerts.on_of', { name })}
        checked={isOn}
        onChange={({ target }) => askFor(target.checked)}
      />
      <MuteMenu name={name} isMuted={isMuted} busy={mute.isPending} onMute={mute.mutate} />
      <Link
        className={styles.button}
        to="/projects/$slug/settings/alerts/$ruleId"
        params={{ ...slug, ruleId: rule.id }}
      >
        {t('alerts.edit')} <Unseen>{name}</Unseen>
      </Link>
      <ConfirmButton
        kind="danger"
        action={t('alerts.delete')}
        title={t('alerts.delete_title', { name })}
        text={t('alerts.delete_text')}
        act={remove}
      />
    </div>
  );
  return (
    <Panel title={name} actions={actions}>
      <p>
        <bdi>{names && showUnseen(wordRule(rule, names))}</bdi>
      </p>
      <p className={styles.facts}>
        {!rule.is_enabled && <Badge>{t('alerts.is_off')}</Badge>}
        {isMuted && (
          <Badge kind="warning">{t('alerts.muted_until', { time: exactTime(new Date(rule.muted_until!)) })}</Badge>
        )}
        <span>
          {t('alerts.last')}: {rule.last_alert_at ? <Time at={rule.last_alert_at} /> : t('alerts.never')}
        </span>
      </p>
    </Panel>
  );
}
