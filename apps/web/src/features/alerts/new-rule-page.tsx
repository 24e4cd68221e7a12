import { useNavigate } from '@tanstack/react-router';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { t } from '../../text/whole.ts';
import { rulesQuery } from './alert-queries.ts';
import { RuleBuilder } from './rule-builder.tsx';
import { NEW_RULE, type Rule } from './rule-draft.ts';
import { RuleFrame } from './rule-frame.tsx';
import { useAlerts } from './use-alerts.ts';

export function NewAlertRulePage() {
  const { project, params, slug } = useAlerts();
  const navigate = useNavigate();
  const create = useAct({
    run: (rule: Rule) => client.call('createAlertRule', { params, body: rule }),
    said: ({ name }) => t('builder.created', { name }),
    changes: [rulesQuery(project.id).queryKey],
    showsError: true,
    // Where it can be tried.
    onDone: ({ id }) =>
      navigate({
        to: '/projects/$slug/settings/alerts/$ruleId',
        params: { ...slug, ruleId: id },
        ignoreBlocker: true,
      }),
  });
  return (
    <RuleFrame title={t('builder.new')}>
      {(people) => <RuleBuilder rule={NEW_RULE} people={people} submit={t('builder.create')} save={create} />}
    </RuleFrame>
  );
}
