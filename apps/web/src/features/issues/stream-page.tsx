import { Building2 } from 'lucide-react';
import { useOrganization } from '../../app/organization.ts';
import { t } from '../../text/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Stream } from './stream.tsx';

export function StreamPage() {
  const organization = useOrganization();
  if (!organization) {
    return (
      <Page title={t('nav.issues')}>
        <EmptyState
          icon={Building2}
          title={t('issues.no_organization.title')}
          text={t('issues.no_organization.text')}
        />
      </Page>
    );
  }
  return <Stream organizationId={organization.id} canChange={organization.role !== 'viewer'} />;
}
