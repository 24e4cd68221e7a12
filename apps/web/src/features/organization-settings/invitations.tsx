import { useState } from 'react';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { usePages } from '../../app/use-pages.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { InviteForm } from './invite-form.tsx';
import { LinkDialog } from './link-dialog.tsx';
import styles from './settings.module.css';
import { useSettings } from './use-settings.ts';

/** Invites people, and lists who has not come yet. */
export function Invitations() {
  const { params, keys } = useSettings();
  const [link, setLink] = useState<{ url: string; email: string }>();
  const pending = usePages(keys.invitations, (cursor) => client.call('listInvitations', { params, query: { cursor } }));
  const resend = useAct({
    run: (id: string) => client.call('resendInvitation', { params: { ...params, invitation_id: id } }),
    said: t('invitations.resent'),
    changes: [keys.invitations],
    onDone: setLink,
  });
  const withdraw = useAct({
    run: (id: string) => client.call('withdrawInvitation', { params: { ...params, invitation_id: id } }),
    said: t('invitations.withdrawn'),
    changes: [keys.invitations],
  });
  return (
    <Panel title={t('invitations.title')}>
      <InviteForm onInvited={setLink} />
      <LinkDialog
        title={t('invitations.link_title', { email: link?.email ?? '' })}
        text={t('invitations.link_text')}
        url={link?.url}
        onClose={() => setLink(undefined)}
      />
      <Pages query={pending} empty={<p className={styles.none}>{t('invitations.none')}</p>}>
        {(all) => (
          <Table
            label={t('invitations.pending')}
            columns={[t('field.email'), t('field.role'), t('invitations.expires'), '']}
          >
            {all.map(({ id, email, role, expires_at, is_expired }) => (
              <tr key={id}>
                <td>
                  <bdi>{showUnseen(email)}</bdi>
                </td>
                <td>{t(`role.${role}`)}</td>
                <td>
                  {is_expired ? <Badge kind="warning">{t('invitations.expired')}</Badge> : <Time at={expires_at} />}
                </td>
                <td className={styles.actions}>
                  <Button busy={resend.isPending} onClick={() => resend.mutate(id)}>
                    {t('invitations.resend')}
                  </Button>
                  <Button busy={withdraw.isPending} onClick={() => withdraw.mutate(id)}>
                    {t('invitations.withdraw')}
                  </Button>
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Pages>
    </Panel>
  );
}
