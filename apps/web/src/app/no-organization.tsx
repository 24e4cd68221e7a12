import { Building2 } from 'lucide-react';
import { t } from '../text/text.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';

/** A page about an organisation, for somebody who is in none. */
export function NoOrganization({ title }: { title: string }) {
  return (
    <Page title={title}>
      <EmptyState icon={Building2} title={t('issues.no_organization.title')} text={t('issues.no_organization.text')} />
    </Page>
  );
}
