import { ScrollText } from 'lucide-react';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { usePages } from '../../app/use-pages.ts';
import { t } from '../../text/whole.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { AuditTable } from '../audit/audit-table.tsx';

/** What was done with the installation and with accounts. */
export function InstallationAuditPage() {
  const records = usePages(['installation', 'audit'], (cursor) =>
    client.call('listInstallationAuditLog', { query: { cursor, limit: 50 } }),
  );
  return (
    <Page title={t('settings.audit')} lead={t('admin.audit_text')}>
      <Pages
        query={records}
        empty={<EmptyState icon={ScrollText} title={t('audit.none')} text={t('audit.none_text')} />}
      >
        {(all) => <AuditTable records={all} />}
      </Pages>
    </Page>
  );
}
