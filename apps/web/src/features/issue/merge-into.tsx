import { printSearch } from '@railguard/contract/search/print-search';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '../../app/loaded.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import type { Issue } from '../issues/issue.ts';
import styles from './merge-into.module.css';
import { useIssue } from './use-issue.ts';

const MOST = 10;

type Found = Pick<Issue, 'id' | 'short_id' | 'title'>;

/** Looks for another issue of the project, and merges it into this one once that is confirmed. */
export function MergeInto({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { issue, params } = useIssue();
  const [chosen, setChosen] = useState<Found>();
  const merge = useAct({
    run: (id: string) => client.call('mergeIssues', { params, body: { issue_ids: [id] } }),
    said: t('merged.done'),
    changes: [['issue'], ['event'], ['issues']],
    showsError: true,
    onDone: () => setChosen(undefined),
  });
  return (
    <>
      <Dialog title={t('merged.title')} isOpen={isOpen && !chosen} onClose={onClose}>
        <Search
          onChoose={(found) => {
            merge.reset();
            setChosen(found);
          }}
        />
      </Dialog>
      <ConfirmDialog
        title={t('merged.question', { from: chosen?.short_id ?? '', into: issue.short_id })}
        text={
          <>
            <p>
              <bdi>{showUnseen(chosen?.title ?? '')}</bdi>
            </p>
            <p>{t('merged.text')}</p>
          </>
        }
        action={t('merged.merge')}
        isOpen={chosen !== undefined}
        busy={merge.isPending}
        error={merge.error}
        onConfirm={() => chosen && merge.mutate(chosen.id)}
        onClose={() => setChosen(undefined)}
      />
    </>
  );
}

function Search({ onChoose }: { onChoose: (found: Found) => void }) {
  const { issue } = useIssue();
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
  return (
    <div className={styles.search}>
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
                    aria-label={t('merged.merge_one', { short_id })}
                    onClick={() => onChoose({ id, short_id, title })}
                  >
                    {t('merged.merge_ask')}
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
