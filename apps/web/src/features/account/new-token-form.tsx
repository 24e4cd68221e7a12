import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { meQuery } from '../../app/me.ts';
import { client } from '../../app/session.ts';
import { DAY_MS } from '../../format/duration.ts';
import { t } from '../../text/whole.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { projectsQuery } from '../projects/projects-query.ts';
import styles from './second-factor.module.css';

const ACCESSES = ['read', 'write', 'admin'] as const;
type Access = (typeof ACCESSES)[number];
const LIFETIMES = ['30', '90', '365', 'never'] as const;
type Lifetime = (typeof LIFETIMES)[number];
const EVERY = '';

/** A token and where it is good. What it is, is shown once. */
export function NewTokenForm({ onCreated }: { onCreated: () => void }) {
  const { data: me } = useSuspenseQuery(meQuery);
  const [organizationId, setOrganizationId] = useState(me.organizations[0]?.id ?? '');
  const [access, setAccess] = useState<Access>('read');
  const [lifetime, setLifetime] = useState<Lifetime>('90');
  const [projectId, setProjectId] = useState(EVERY);
  const projects = useQuery({ ...projectsQuery(organizationId), enabled: organizationId !== '' });
  const create = useMutation({
    mutationFn: (form: FormData) =>
      client.call('createMyToken', {
        body: {
          name: String(form.get('name')).trim(),
          organization_id: organizationId,
          access,
          ...(projectId === EVERY ? {} : { project_ids: [projectId] }),
          ...(lifetime === 'never'
            ? {}
            : { expires_at: new Date(Date.now() + Number(lifetime) * DAY_MS).toISOString() }),
        },
      }),
    onSuccess: onCreated,
  });
  return (
    <div className={styles.part}>
      {create.data && (
        <Notice kind="good">
          <p>{t('tokens.created')}</p>
          <div className={styles.secret}>
            <code>{create.data.token}</code>
            <CopyButton text={create.data.token} />
          </div>
        </Notice>
      )}
      <Form submit={t('tokens.create')} error={create.error} busy={create.isPending} onSubmit={create.mutate}>
        <Field
          label={t('field.name')}
          hint={t('tokens.name_hint')}
          name="name"
          required
          maxLength={200}
          mistake={mistakeIn(create.error, '/name')}
        />
        {me.organizations.length > 1 && (
          <Select
            label={t('field.organization')}
            value={organizationId}
            options={me.organizations.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => {
              setOrganizationId(id);
              setProjectId(EVERY);
            }}
          />
        )}
        <Select
          label={t('tokens.access')}
          value={access}
          options={ACCESSES.map((value) => ({ value, label: t(`tokens.access.${value}`) }))}
          onChange={setAccess}
        />
        <Select
          label={t('issues.project')}
          value={projectId}
          options={[
            { value: EVERY, label: t('issues.all_projects') },
            ...(projects.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setProjectId}
        />
        <Select
          label={t('tokens.expires')}
          value={lifetime}
          options={LIFETIMES.map((value) => ({
            value,
            label: value === 'never' ? t('tokens.never') : t('tokens.days', { count: Number(value) }),
          }))}
          onChange={setLifetime}
        />
      </Form>
    </div>
  );
}
