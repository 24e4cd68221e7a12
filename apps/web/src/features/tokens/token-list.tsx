import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Pages } from '../../app/pages.tsx';
import type { useAct } from '../../app/use-act.ts';
import type { usePages } from '../../app/use-pages.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';

type Token = AnswerOf<RouteOf<'listMyTokens'>>['data'][number];

interface Props {
  tokens: ReturnType<typeof usePages<Token>>;
  revoke: ReturnType<typeof useAct<string>>;
  /** Whether they are of several people. */
  hasPeople?: boolean;
}

/** Tokens with what they may do and when they were used; each can be ended. */
export function TokenList({ tokens, revoke, hasPeople = false }: Props) {
  const [doomed, setDoomed] = useState<Token>();
  const columns = [t('field.name'), t('tokens.access'), t('tokens.used'), t('tokens.expires'), ''];
  return (
    <>
      <Pages
        query={tokens}
        empty={<EmptyState icon={KeyRound} title={t('tokens.none')} text={t('tokens.none_text')} />}
      >
        {(all) => (
          <Table label={t('account.tokens')} columns={hasPeople ? [t('members.person'), ...columns] : columns}>
            {all.map((token) => (
              <tr key={token.id}>
                {hasPeople && (
                  <td>
                    <bdi>{showUnseen(token.user.name || token.user.email)}</bdi>
                  </td>
                )}
                <td>
                  <bdi>{showUnseen(token.name)}</bdi> <code>{token.prefix}…</code>
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
        onConfirm={() => doomed && revoke.mutate(doomed.id, { onSuccess: () => setDoomed(undefined) })}
        onClose={() => setDoomed(undefined)}
      />
    </>
  );
}
