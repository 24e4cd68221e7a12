import { useQueryClient } from '@tanstack/react-query';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { usePages } from '../../app/use-pages.ts';
import { t } from '../../text/whole.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TokenList } from '../tokens/token-list.tsx';
import { NewTokenForm } from './new-token-form.tsx';

const KEY = ['me', 'tokens'];

/** Programs act for their person with these. */
export function TokensPage() {
  const queries = useQueryClient();
  const tokens = usePages(KEY, (cursor) => client.call('listMyTokens', { query: { cursor } }));
  const revoke = useAct<string>({
    run: (id) => client.call('revokeMyToken', { params: { token_id: id } }),
    said: t('tokens.revoked'),
    changes: [KEY],
    showsError: true,
  });
  return (
    <Page title={t('account.tokens')} lead={t('tokens.text')}>
      <Panel title={t('tokens.new')}>
        <NewTokenForm onCreated={() => void queries.invalidateQueries({ queryKey: KEY })} />
      </Panel>
      <TokenList tokens={tokens} revoke={revoke} />
    </Page>
  );
}
