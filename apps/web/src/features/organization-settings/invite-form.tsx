import { ROLES, type Role } from '@railguard/contract/role';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { instanceQuery } from '../../app/instance.ts';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { t } from '../../text/text.ts';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './settings.module.css';
import { useSettings } from './use-settings.ts';

export function InviteForm({ onInvited }: { onInvited: (invitation: { url: string; email: string }) => void }) {
  const { params, keys, isOwner } = useSettings();
  const instance = useQuery(instanceQuery);
  const [role, setRole] = useState<Role>('member');
  const box = useRef<HTMLDivElement>(null);
  const invite = useAct({
    run: (form: FormData) =>
      client.call('createInvitation', { params, body: { email: String(form.get('email')).trim(), role } }),
    said: ({ email }) => t('invitations.sent', { email }),
    changes: [keys.invitations],
    showsError: true,
    onDone: (invitation) => {
      box.current?.querySelector('form')?.reset();
      onInvited(invitation);
    },
  });
  const roles = isOwner ? ROLES : ROLES.filter((each) => each !== 'owner');
  return (
    <div ref={box} className={styles.form}>
      <Form submit={t('invitations.invite')} error={invite.error} busy={invite.isPending} onSubmit={invite.mutate}>
        <Field
          label={t('field.email')}
          hint={instance.data?.mail_configured === false ? t('invitations.no_mail') : undefined}
          name="email"
          type="email"
          autoComplete="off"
          required
          mistake={mistakeIn(invite.error, '/email')}
        />
        <Select
          label={t('field.role')}
          value={role}
          options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
          onChange={setRole}
        />
      </Form>
    </div>
  );
}
