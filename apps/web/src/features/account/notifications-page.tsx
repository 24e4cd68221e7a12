import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../app/loaded.tsx';
import { t } from '../../text/text.ts';
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
  return (
    <Panel title={t('alerts.title')}>
      <Switch
        label={t('notifications.pause')}
        hint={t('notifications.pause_hint')}
        // What was asked for, until the answer says it too.
        checked={change.isPending ? change.variables.is_paused : isPaused}
        onChange={({ target }) => change.mutate({ is_paused: target.checked })}
      />
    </Panel>
  );
}
