import { Link } from '@tanstack/react-router';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Unseen } from '../../ui/unseen.tsx';
import { rulesQuery } from './alert-queries.ts';
import type { AlertRule } from './alert-rule.ts';
import styles from './alerts.module.css';
import { RuleFacts } from './rule-facts.tsx';
import { RuleSwitches } from './rule-switches.tsx';
import { useAlerts } from './use-alerts.ts';
import { type Names, wordRule } from './word-rule.ts';

interface Props {
  rule: AlertRule;
  /** Undefined until they are read, for which the sentence waits; null where they cannot be. */
  names: Names | undefined | null;
}

/** A rule in words, whether it is on, and what can be done with it. */
export function RulePanel({ rule, names }: Props) {
  const { project, params, slug, mayChange } = useAlerts();
  const name = showUnseen(rule.name);
  const remove = useAct({
    run: () => client.call('deleteAlertRule', { params: { ...params, rule_id: rule.id } }),
    said: t('alerts.deleted'),
    changes: [rulesQuery(project.id).queryKey],
    showsError: true,
  });
  const actions = mayChange && (
    <div className={styles.actions}>
      <RuleSwitches rule={rule} />
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
        about={name}
        title={t('alerts.delete_title', { name })}
        text={t('alerts.delete_text')}
        act={remove}
      />
    </div>
  );
  return (
    <Panel title={name} actions={actions}>
      {names === null ? null : names ? (
        <p>
          <bdi>{showUnseen(wordRule(rule, names))}</bdi>
        </p>
      ) : (
        <Skeleton width={60} />
      )}
      <RuleFacts rule={rule} />
    </Panel>
  );
}
