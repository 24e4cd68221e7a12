import { GitMerge } from 'lucide-react';
import { useState } from 'react';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { usePages } from '../../app/use-pages.ts';
import { fullCount } from '../../format/count.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import { MergeInto } from './merge-into.tsx';
import { useIssue } from './use-issue.ts';

/** The issues that were merged into this one, and a way to merge more. */
export function MergedPage() {
  const { issue, params, mayChange } = useIssue();
  const [isChoosing, setChoosing] = useState(false);
  const merged = usePages(['issue', issue.id, 'merged'], (cursor) =>
    client.call('listMergedIssues', { params, query: { cursor } }),
  );
  const unmerge = useAct({
    run: (id: string) => client.call('unmergeIssues', { params, body: { issue_ids: [id] } }),
    said: t('merged.unmerged'),
    changes: [['issue'], ['event'], ['issues']],
  });
  return (
    <Panel
      title={t('issue.merged')}
      actions={mayChange && <Button onClick={() => setChoosing(true)}>{t('merged.add')}</Button>}
    >
      <Pages
        query={merged}
        empty={<EmptyState icon={GitMerge} title={t('merged.none')} text={t('merged.none_text')} />}
      >
        {(all) => (
          <Table
            label={t('issue.merged')}
            columns={[t('issue.one'), t('issues.column.events'), t('issues.column.users'), '']}
          >
            {all.map((one) => (
              <tr key={one.id}>
                <td>
                  {one.short_id} <bdi>{showUnseen(one.title)}</bdi>
                </td>
                <td>{fullCount(one.event_count)}</td>
                <td>{fullCount(one.user_count)}</td>
                <td>
                  {mayChange && (
                    <Button busy={unmerge.isPending} onClick={() => unmerge.mutate(one.id)}>
                      {t('merged.take_out')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Pages>
      <MergeInto isOpen={isChoosing} onClose={() => setChoosing(false)} />
    </Panel>
  );
}
