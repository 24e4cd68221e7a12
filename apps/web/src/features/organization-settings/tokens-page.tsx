import { Link } from '@tanstack/react-router';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { usePages } from '../../app/use-pages.ts';
import { t } from '../../text/whole.ts';
import { Page } from '../../ui/page.tsx';
import { TokenList } from '../tokens/token-list.tsx';
import { useSettings } from './use-settings.ts';

/** Everybody's tokens: an admin sees what acts in the organisation, and can end it. */
export function OrganizationTokensPage() {
  const { params, keys } = useSettings();
  const tokens = usePages(keys.tokens, (cursor) =>
    client.call('listOrganizationTokens', { params, query: { cursor } }),
  );
  const revoke = useAct<string>({
    run: (id) => client.call('revokeOrganizationToken', { params: { ...params, token_id: id } }),
    said: t('tokens.revoked'),
    changes: [keys.tokens],
    showsError: true,
  });
  return (
    <Page
      title={t('account.tokens')}
      lead={t('settings.tokens_text')}
      actions={<Link to="/account/tokens">{t('settings.own_tokens')}</Link>}
    >
      <TokenList tokens={tokens} revoke={revoke} hasPeople />
    </Page>
  );
}
