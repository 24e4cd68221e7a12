import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { useAsked } from '../../app/use-asked.ts';
import { t } from '../../text/whole.ts';
import { Switch } from '../../ui/switch.tsx';
import { rulesQuery } from './alert-queries.ts';
import type { AlertRule } from './alert-rule.ts';
import { isMuted } from './is-muted.ts';
import { MuteMenu } from './mute-menu.tsx';
import { useAlerts } from './use-alerts.ts';

/** Switches a rule on and off, and mutes it for a while. Kept at once. */
export function RuleSwitches({ rule }: { rule: AlertRule }) {
  const { project, params } = useAlerts();
  const about = { ...params, rule_id: rule.id };
  const { name } = rule;
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
  return (
    <>
      <Switch
        label={t('alerts.on')}
        aria-label={t('alerts.on_of', { name })}
        checked={isOn}
        onChange={({ target }) => askFor(target.checked)}
      />
      <MuteMenu name={name} isMuted={isMuted(rule)} busy={mute.isPending} onMute={mute.mutate} />
    </>
  );
}
