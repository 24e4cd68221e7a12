import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { say } from '../../ui/toasts.ts';
import { NewTokenForm } from './new-token-form.tsx';

const KEY = ['me', 'tokens'];

/** Programs act for their person with these. */
export function TokensPage() {
  const queries = useQueryClient();
  const [doomed, setDoomed] = useState<{ id: string; name: string }>();
  const tokens = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => client.call('listMyTokens', { query: { cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
  const revoke = useMutation({
    mutationFn: (id: string) => client.call('revokeMyToken', { params: { token_id: id } }),
    onSuccess: async () => {
      setDoomed(undefined);
      say(t('tokens.revoked'));
      await queries.invalidateQueries({ queryKey: KEY });
    },
  });
  return (
    <Page title={t('account.tokens')} lead={t('tokens.text')}>
      <Panel title={t('tokens.new')}>
        <NewTokenForm onCreated={() => void queries.invalidateQueries({ queryKey: KEY })} />
      </Panel>
      <Pages
        query={tokens}
        empty={<EmptyState icon={KeyRound} title={t('tokens.none')} text={t('tokens.none_text')} />}
      >
        {(all) => (
          <Table
            label={t('account.tokens')}
            columns={[t('field.name'), t('tokens.access'), t('tokens.used'), t('tokens.expires'), '']}
          >
            {all.map((token) => (
              <tr key={token.id}>
                <td>
                  <bdi>{token.name}</bdi> <code>{token.prefix}…</code>
                </td>
                <td>
                  {t(`tokens.access.${token.access}`)}
                  {token.project_ids && ` · ${t('tokens.some_projects', { count: token.project_ids.length })}`}
                </td>
                <td>{token.last_used_at ? <Time at={token.last_used_at} /> : t('tokens.never')}</td>
                <td>{token.expires_at ? <Time at={token.expires_at} /> : t('tokens.never')}</td>
                <td>
                  <Button onClick={() => setDoomed(token)}>{t('tokens.revoke')}</Button>
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Pages>
      <ConfirmDialog
        title={t('tokens.revoke_title', { name: doomed?.name ?? '' })}
        text={t('tokens.revoke_text')}
        action={t('tokens.revoke')}
        isOpen={doomed !== undefined}
        busy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => doomed && revoke.mutate(doomed.id)}
        onClose={() => setDoomed(undefined)}
      />
    </Page>
  );
}
