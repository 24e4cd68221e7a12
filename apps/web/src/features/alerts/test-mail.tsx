import { useMutation, useQuery } from '@tanstack/react-query';
import { Failure } from '../../app/failure.tsx';
import { client } from '../../app/session.ts';
import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AlertFate } from './alert-fate.tsx';
import { alertQuery } from './alert-queries.ts';
import styles from './builder.module.css';
import { useAlerts } from './use-alerts.ts';

interface Props {
  ruleId: string;
  /** What is written is not what is saved. */
  isChanged: boolean;
}

/** A mail of the rule to oneself, and what the mail server said of it. */
export function TestMail({ ruleId, isChanged }: Props) {
  const { project, params } = useAlerts();
  const send = useMutation({
    mutationFn: () => client.call('testAlertRule', { params: { ...params, rule_id: ruleId } }),
  });
  return (
    <Panel title={t('test.title')}>
      <div className={styles.tools}>
        <p className={styles.hint}>
          {t('test.text')} {isChanged && t('test.saved')}
        </p>
        <Button busy={send.isPending} onClick={() => send.mutate()}>
          {t('test.send')}
        </Button>
        <div role="status">
          {send.data && <Sent key={send.data.id} projectId={project.id} alertId={send.data.id} />}
        </div>
        {send.error && <Failure error={send.error} reset={() => send.mutate()} hideTitle />}
      </div>
    </Panel>
  );
}

function Sent({ projectId, alertId }: { projectId: string; alertId: string }) {
  const alert = useQuery(alertQuery(projectId, alertId));
  if (alert.error) return <Failure error={alert.error} reset={() => void alert.refetch()} hideTitle />;
  if (!alert.data) return t('alert.state.sending');
  return (
    <>
      <bdi>{t('test.to', { to: alert.data.to })}</bdi> <AlertFate alert={alert.data} />
    </>
  );
}
