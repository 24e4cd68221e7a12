import { useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { usePages } from '../../app/use-pages.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { NewTokenForm } from './new-token-form.tsx';

const KEY = ['me', 'tokens'];

/** Programs act for their person with these. */
export function TokensPage() {
  const queries = useQueryClient();
  const [doomed, setDoomed] = useState<{ id: string; name: string }>();
  const tokens = usePages(KEY, (cursor) => client.call('listMyTokens', { query: { cursor } }));
  const revoke = useAct({
    run: (id: string) => client.call('revokeMyToken', { params: { token_id: id } }),
    said: t('tokens.revoked'),
    changes: [KEY],
    showsError: true,
    onDone: () => setDoomed(undefined),
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
