import { Link } from '@tanstack/react-router';
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
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { nameOf } from './member-row.tsx';
import { useSettings } from './use-settings.ts';

/** Everybody's tokens: an admin sees what acts in the organisation, and can end it. */
export function OrganizationTokensPage() {
  const { params, keys } = useSettings();
  const [doomed, setDoomed] = useState<{ id: string; name: string }>();
  const tokens = usePages(keys.tokens, (cursor) =>
    client.call('listOrganizationTokens', { params, query: { cursor } }),
  );
  const revoke = useAct({
    run: (id: string) => client.call('revokeOrganizationToken', { params: { ...params, token_id: id } }),
    said: t('tokens.revoked'),
    changes: [keys.tokens],
    showsError: true,
    onDone: () => setDoomed(undefined),
  });
  return (
    <Page
      title={t('account.tokens')}
      lead={t('settings.tokens_text')}
      actions={<Link to="/account/tokens">{t('settings.own_tokens')}</Link>}
    >
      <Pages
        query={tokens}
        empty={<EmptyState icon={KeyRound} title={t('tokens.none')} text={t('tokens.none_text')} />}
      >
        {(all) => (
          <Table
            label={t('account.tokens')}
            columns={[
              t('members.person'),
              t('field.name'),
              t('tokens.access'),
              t('tokens.used'),
              t('tokens.expires'),
              '',
            ]}
          >
            {all.map((token) => (
              <tr key={token.id}>
                <td>
                  <bdi>{nameOf(token.user)}</bdi>
                </td>
                <td>
                  <bdi>{token.name}</bdi> <code>{token.prefix}…</code>
                </td>
                <td>{t(`tokens.access.${token.access}`)}</td>
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
