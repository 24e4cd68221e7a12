import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../app/loaded.tsx';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { eventQuery } from './issue-query.ts';
import { useIssue } from './use-issue.ts';

/** Why these events are one issue, worked out anew from the event that tells most. */
export function IssueGroupingPage() {
  const { issue } = useIssue();
  const event = useQuery(eventQuery(issue.id, 'recommended'));
  const grouping = useQuery({
    queryKey: ['event', event.data?.event_id, 'grouping'],
    queryFn: () =>
      client.call('getEventGrouping', { params: { project_id: issue.project_id, event_id: event.data!.event_id } }),
    enabled: event.data !== undefined,
  });
  return (
    <Panel title={t('issue.grouping')}>
      <p>{t('grouping_page.text')}</p>
      <Loaded query={grouping}>
        {({ parts, algorithm, hash, is_of_issue }) => (
          <>
            {!is_of_issue && <Notice>{t('grouping_page.other')}</Notice>}
            <Facts
              title={t('grouping_page.parts')}
              facts={Object.fromEntries(parts.map(({ label, value }) => [label, value]))}
            />
            <Facts
              title={t('grouping_page.result')}
              facts={{ [t('grouping_page.algorithm')]: algorithm, [t('grouping_page.hash')]: hash }}
            />
          </>
        )}
      </Loaded>
    </Panel>
  );
}
