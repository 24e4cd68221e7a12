import { useRef } from 'react';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { type ProjectChoice, useChangeChoice } from './alert-preferences.ts';
import styles from './notifications.module.css';

/** Rules that somebody unsubscribed from, and the way back: one at a time, since each change names all that remain. */
export function UnsubscribedRules({ project: { id, unsubscribed_rules: rules } }: { project: ProjectChoice }) {
  const box = useRef<HTMLDivElement>(null);
  const change = useChangeChoice(id, t('notifications.subscribed'));
  const subscribe = async (ruleId: string) => {
    const others = rules.flatMap((rule) => (rule.id === ruleId ? [] : rule.id));
    await change.mutateAsync({ unsubscribed_rule_ids: others }).then(
      // The button goes with its rule.
      () => (box.current?.querySelector('button') ?? box.current)?.focus(),
      // The toast has said it.
      () => {},
    );
  };
  return (
    <div ref={box} tabIndex={-1}>
      {rules.length > 0 && (
        <ul className={styles.rules}>
          {rules.map((rule) => (
            <li key={rule.id}>
              <bdi>{showUnseen(rule.name)}</bdi>
              <Button
                busy={change.isPending}
                aria-label={t('notifications.subscribe_to', { name: rule.name })}
                onClick={() => void subscribe(rule.id)}
              >
                {t('notifications.subscribe')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
