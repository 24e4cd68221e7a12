import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Loaded } from '../../app/loaded.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { t } from '../../text/whole.ts';
import { ruleQuery, rulesQuery } from './alert-queries.ts';
import type { AlertRule } from './alert-rule.ts';
import { RuleBuilder } from './rule-builder.tsx';
import { isSameRule, type Rule } from './rule-draft.ts';
import { RuleFrame } from './rule-frame.tsx';
import { RulePanel } from './rule-panel.tsx';
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
  const people = usePeople(project.organization_id);
  const change = useAct({
    run: (written: Rule) => client.call('updateAlertRule', { params: { ...params, rule_id: rule.id }, body: written }),
    said: t('said.saved'),
    changes: [rulesQuery(project.id).queryKey],
    showsError: true,
  });
  return (
    <RuleFrame title={rule.name} readOnly={<RulePanel rule={rule} names={people?.names} />}>
      {(known) => (
        <RuleBuilder rule={rule} people={known} submit={t('form.save')} save={change}>
          {(written) => <TestMail ruleId={rule.id} isChanged={!isSameRule(written, rule)} />}
        </RuleBuilder>
      )}
    </RuleFrame>
  );
}
