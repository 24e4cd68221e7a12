import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { usePages } from '../../app/use-pages.ts';
import { t } from '../../text/text.ts';
import { Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Invitations } from './invitations.tsx';
import { MemberRow } from './member-row.tsx';
import { useSettings } from './use-settings.ts';

/** Who is in the organisation, and who is invited. */
export function MembersPage() {
  const { params, keys, isAdmin } = useSettings();
  const members = usePages(keys.members, (cursor) => client.call('listMembers', { params, query: { cursor } }));
  return (
    <Page title={t('settings.members')} lead={isAdmin ? t('settings.roles') : t('settings.members_read')}>
      {isAdmin && <Invitations />}
      <Pages query={members}>
        {(all) => (
          <Table
            label={t('settings.members')}
            columns={[t('members.person'), t('field.role'), t('settings.teams'), t('members.active'), '']}
          >
            {all.map((member) => (
              <MemberRow key={member.id} member={member} />
            ))}
          </Table>
        )}
      </Pages>
    </Page>
  );
}
