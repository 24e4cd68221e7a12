import { printSearch } from '@railguard/contract/search/print-search';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '../../app/loaded.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import styles from './merge-into.module.css';
import { useIssue } from './use-issue.ts';

const MOST = 10;

/** Looks for another issue of the project, and merges it into this one. */
export function MergeInto({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title={t('merged.title')} isOpen={isOpen} onClose={onClose}>
      <Search onClose={onClose} />
    </Dialog>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const { issue, params } = useIssue();
  const [typed, setTyped] = useState('');
  const words = typed.trim();
  const found = useQuery({
    queryKey: ['issues', 'to-merge', issue.project_id, words],
    queryFn: () =>
      client.call('listIssues', {
        params: { project_id: issue.project_id },
        // As words and nothing else: nobody thinks of the search's grammar here.
        query: {
          limit: MOST + 1,
          ...(words ? { query: printSearch([{ kind: 'text', negated: false, text: words }]) } : {}),
        },
      }),
    placeholderData: (before) => before,
  });
  const merge = useAct({
    run: (id: string) => client.call('mergeIssues', { params, body: { issue_ids: [id] } }),
    said: t('merged.done'),
    changes: [['issue'], ['event'], ['issues']],
    onDone: onClose,
  });
  return (
    <div className={styles.search}>
      <p>{t('merged.text')}</p>
      <Field
        label={t('merged.search')}
        type="search"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        data-autofocus
      />
      <Loaded query={found}>
        {({ data }) => {
          const others = data.filter(({ id }) => id !== issue.id).slice(0, MOST);
          if (others.length === 0) return <p>{t('issues.no_match.title')}</p>;
          return (
            <ul>
              {others.map(({ id, short_id, title }) => (
                <li key={id} className={styles.found}>
                  <span>
                    {short_id} <bdi>{showUnseen(title)}</bdi>
                  </span>
                  <Button
                    busy={merge.isPending}
                    aria-label={t('merged.merge_one', { short_id })}
                    onClick={() => merge.mutate(id)}
                  >
                    {t('merged.merge')}
                  </Button>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </div>
  );
}
