import { ROLES, type Role } from '@railguard/contract/role';
import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { useSuspenseQuery } from '@tanstack/react-query';
import { meQuery } from '../../app/me.ts';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Select } from '../../ui/select.tsx';
import { Time } from '../../ui/time.tsx';
import { MemberMenu } from './member-menu.tsx';
import styles from './settings.module.css';
import { useSettings } from './use-settings.ts';

export type Member = AnswerOf<RouteOf<'listMembers'>>['data'][number];

export function MemberRow({ member }: { member: Member }) {
  const { params, keys, isAdmin, isOwner } = useSettings();
  const { data: me } = useSuspenseQuery(meQuery);
  const changeRole = useAct({
    run: (role: Role) => client.call('updateMember', { params: { ...params, user_id: member.id }, body: { role } }),
    said: ({ role }) => t('members.role_changed', { name: nameOf(member), role: t(`role.${role}`) }),
    changes: [keys.members, ['me']],
  });
  // Only owners make owners, or change one.
  const roles = isOwner ? ROLES : ROLES.filter((role) => role !== 'owner');
  const mayChange = isAdmin && (isOwner || member.role !== 'owner');
  return (
    <tr>
      <td>
        <bdi className={styles.name}>{showUnseen(nameOf(member))}</bdi>{' '}
        {member.id === me.id && <Badge>{t('members.you')}</Badge>}
        {member.name && <bdi className={styles.quiet}>{showUnseen(member.email)}</bdi>}
      </td>
      <td>
        {mayChange ? (
          <Select
            label={t('members.role_of', { name: nameOf(member) })}
            hideLabel
            value={member.role}
            options={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
            onChange={(role) => changeRole.mutate(role)}
          />
        ) : (
          t(`role.${member.role}`)
        )}
      </td>
      <td>
        <bdi>{showUnseen(member.teams.map(({ name }) => name).join(', '))}</bdi>
      </td>
      <td>
        {member.last_active_at ? <Time at={member.last_active_at} /> : t('members.never_active')}
        {member.totp_enabled && (
          <>
            {' '}
            <Badge kind="good" title={t('members.totp_text')}>
              {t('members.totp')}
            </Badge>
          </>
        )}
      </td>
      <td>{mayChange && member.id !== me.id && <MemberMenu member={member} />}</td>
    </tr>
  );
}

export function nameOf({ name, email }: Pick<Member, 'name' | 'email'>): string {
  return name || email;
}
