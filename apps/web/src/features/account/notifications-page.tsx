import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../app/loaded.tsx';
import { useAsked } from '../../app/use-asked.ts';
import { t } from '../../text/whole.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Switch } from '../../ui/switch.tsx';
import { preferencesQuery, useChangePreferences } from './alert-preferences.ts';
import { ProjectAlerts } from './project-alerts.tsx';
import { QuietHours } from './quiet-hours.tsx';

/** Which alerts come, and when. */
export function NotificationsPage() {
  const preferences = useQuery(preferencesQuery);
  return (
    <Page title={t('account.notifications')} lead={t('notifications.text')}>
      <Loaded query={preferences}>
        {(current) => (
          <>
            <Pause isPaused={current.is_paused} />
            <QuietHours preferences={current} />
            <ProjectAlerts projects={current.projects} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Pause({ isPaused }: { isPaused: boolean }) {
  const change = useChangePreferences(({ is_paused }) =>
    t(is_paused ? 'notifications.paused' : 'notifications.resumed'),
  );
  const [shown, ask] = useAsked(isPaused, (is_paused: boolean) => change.mutateAsync({ is_paused }));
  return (
    <Panel title={t('alerts.title')}>
      <Switch
        label={t('notifications.pause')}
        hint={t('notifications.pause_hint')}
        checked={shown}
        onChange={({ target }) => ask(target.checked)}
      />
    </Panel>
  );
}
