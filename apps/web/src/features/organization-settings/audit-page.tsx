import { AUDIT_ACTIONS, type AuditAction } from '@railguard/contract/audit-actions';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { everyPage } from '../../app/every-page.ts';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { usePages } from '../../app/use-pages.ts';
import { t } from '../../text/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Select } from '../../ui/select.tsx';
import { AuditTable } from '../audit/audit-table.tsx';
import { wordAct } from '../audit/word-act.ts';
import { nameOf } from './member-row.tsx';
import styles from './settings.module.css';
import { useSettings } from './use-settings.ts';

const ANY = '';

export function AuditPage() {
  const { params, keys } = useSettings();
  const { action, actor } = useSearch({ strict: false }) as { action?: string; actor?: string };
  const navigate = useNavigate();
  const filter = {
    ...(isAction(action) ? { action } : {}),
    ...(actor ? { actor_id: actor } : {}),
  };
  const records = usePages([...keys.audit, filter], (cursor) =>
    client.call('listAuditLog', { params, query: { ...filter, cursor, limit: 50 } }),
  );
  const people = useQuery({
    queryKey: [...keys.members, 'all'],
    queryFn: () => everyPage((page) => client.call('listMembers', { params, query: page })),
  });
  const go = (search: { action?: string; actor?: string }) => void navigate({ to: '/settings/audit', search });
  return (
    <Page title={t('settings.audit')} lead={t('audit.text')}>
      <div className={styles.filters}>
        <Select
          label={t('audit.who')}
          value={actor ?? ANY}
          options={[
            { value: ANY, label: t('audit.anybody') },
            ...(people.data ?? []).map((person) => ({ value: person.id, label: nameOf(person) })),
          ]}
          onChange={(id) => go({ action, actor: id || undefined })}
        />
        <Select
          label={t('audit.what')}
          value={action ?? ANY}
          options={[
            { value: ANY, label: t('audit.anything') },
            ...AUDIT_ACTIONS.map((value) => ({ value: value as string, label: wordAct(value) })),
          ]}
          onChange={(value) => go({ action: value || undefined, actor })}
        />
      </div>
      <Pages
        query={records}
        empty={<EmptyState icon={ScrollText} title={t('audit.none')} text={t('audit.none_text')} />}
      >
        {(all) => <AuditTable records={all} />}
      </Pages>
    </Page>
  );
}

function isAction(action: string | undefined): action is AuditAction {
  return (AUDIT_ACTIONS as readonly (string | undefined)[]).includes(action);
}
