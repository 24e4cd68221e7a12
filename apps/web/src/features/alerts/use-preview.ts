import { useMutation } from '@tanstack/react-query';
import { client } from '../../app/session.ts';
import type { Rule } from './rule-draft.ts';
import { useAlerts } from './use-alerts.ts';

/** What a rule would have sent; asked for by hand, since it takes the server some work. */
export function usePreview() {
  const { params } = useAlerts();
  return useMutation({ mutationFn: (rule: Rule) => client.call('previewAlertRule', { params, body: rule }) });
}
