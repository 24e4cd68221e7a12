import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Loaded } from '../../app/loaded.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ruleQuery, rulesQuery } from './alert-queries.ts';
import type { AlertRule } from './alert-rule.ts';
import styles from './alerts.module.css';
import { RuleBuilder } from './rule-builder.tsx';
import { changedParts, isSameRule, type Rule } from './rule-draft.ts';
import { RuleFacts } from './rule-facts.tsx';
import { RuleFrame } from './rule-frame.tsx';
import { RulePanel } from './rule-panel.tsx';
import { RuleSwitches } from './rule-switches.tsx';
import { TestMail } from './test-mail.tsx';
import { useAlerts } from './use-alerts.ts';
import { usePeople } from './use-people.ts';

export function AlertRulePage() {
  const { ruleId = '' } = useParams({ strict: false });
  const { project } = useAlerts();
  const rule = useQuery(ruleQuery(project.id, ruleId));
  return (
    <Loaded isPage query={rule}>
      {(found) => <Edited key={found.id} rule={found} />}
    </Loaded>
  );
}

function Edited({ rule }: { rule: AlertRule }) {
  const { project, params } = useAlerts();
  const { people, error } = usePeople(project.organization_id);
  // What the draft began with: what somebody else changes meanwhile is not overwritten by parts that nobody touched.
  const [base, setBase] = useState(rule);
  const [drafts, setDrafts] = useState(0);
  const change = useAct({
    run: (written: Rule) => {
      const changed = changedParts(written, base);
      const about = { ...params, rule_id: rule.id };
      // Saving what is saved changes nothing, and is no mistake.
      if (Object.keys(changed).length === 0) return client.call('getAlertRule', { params: about });
      return client.call('updateAlertRule', { params: about, body: changed });
    },
    said: t('said.saved'),
    changes: [rulesQuery(project.id).queryKey],
    showsError: true,
    onDone: (saved, written) => {
      setBase(saved);
      // With the parts that somebody else changed.
      if (!isSameRule(saved, written)) setDrafts((count) => count + 1);
    },
  });
  const takeTheirs = () => {
    setBase(rule);
    setDrafts((count) => count + 1);
  };
  return (
    <RuleFrame title={rule.name} readOnly={<RulePanel rule={rule} names={error ? null : people?.names} />}>
      {(known) => (
        <>
          <div className={styles.state}>
            <RuleFacts rule={rule} />
            <div className={styles.actions}>
              <RuleSwitches rule={rule} />
            </div>
          </div>
          {!change.isPending && !isSameRule(rule, base) && (
            <Notice>
              <p>{t('builder.changed')}</p>
              <Button onClick={takeTheirs}>{t('builder.take_theirs')}</Button>
            </Notice>
          )}
          <RuleBuilder key={drafts} rule={base} people={known} submit={t('form.save')} save={change}>
            {(written) => <TestMail ruleId={rule.id} isChanged={!isSameRule(written, rule)} />}
          </RuleBuilder>
        </>
      )}
    </RuleFrame>
  );
}
