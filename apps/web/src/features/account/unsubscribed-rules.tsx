import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { type ProjectChoice, useChangeChoice } from './alert-preferences.ts';
import styles from './notifications.module.css';

/** Rules that somebody unsubscribed from, and the way back. */
export function UnsubscribedRules({ project: { id, unsubscribed_rules: rules } }: { project: ProjectChoice }) {
  return (
    <ul className={styles.rules}>
      {rules.map((rule) => (
        <Unsubscribed key={rule.id} projectId={id} rule={rule} others={rules.filter((each) => each.id !== rule.id)} />
      ))}
    </ul>
  );
}

interface Props {
  projectId: string;
  rule: ProjectChoice['unsubscribed_rules'][number];
  others: ProjectChoice['unsubscribed_rules'];
}

function Unsubscribed({ projectId, rule, others }: Props) {
  const name = showUnseen(rule.name);
  const subscribe = useChangeChoice(projectId, t('notifications.subscribed', { name }));
  return (
    <li>
      <bdi>{name}</bdi>
      <Button
        busy={subscribe.isPending}
        aria-label={t('notifications.subscribe_to', { name })}
        onClick={() => subscribe.mutate({ unsubscribed_rule_ids: others.map(({ id }) => id) })}
      >
        {t('notifications.subscribe')}
      </Button>
    </li>
  );
}
