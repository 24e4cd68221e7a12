import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { type Member, nameOf } from './member-row.tsx';
import { useSettings } from './use-settings.ts';

/** What else an admin can do about somebody. */
export function MemberMenu({ member }: { member: Member }) {
  const { params, keys } = useSettings();
  const [isAsking, setAsking] = useState(false);
  const about = { ...params, user_id: member.id };
  const name = nameOf(member);
  const makeLink = useAct({
    run: () => client.call('createResetLink', { params: about }),
    said: t('members.link_made'),
  });
  const remove = useAct({
    run: () => client.call('removeMember', { params: about }),
    said: t('members.removed', { name }),
    changes: [keys.members],
    showsError: true,
  });
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button kind="quiet" aria-label={t('members.more', { name })}>
            <Ellipsis size={16} aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem onSelect={() => makeLink.mutate()}>{t('members.reset_link')}</MenuItem>
        <MenuItem danger onSelect={() => setAsking(true)}>
          {t('members.remove')}
        </MenuItem>
      </Menu>
      <LinkDialog
        title={t('members.reset_link_title', { name })}
        text={t('members.reset_link_text')}
        url={makeLink.data?.url}
        onClose={makeLink.reset}
      />
      <ConfirmDialog
        title={t('members.remove_title', { name })}
        text={t('members.remove_text')}
        action={t('members.remove')}
        isOpen={isAsking}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
