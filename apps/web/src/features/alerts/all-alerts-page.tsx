import { Building2 } from 'lucide-react';
import { useOrganization } from '../../app/organization.ts';
import { t } from '../../text/whole.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { AllAlerts } from './all-alerts.tsx';

export function AllAlertsPage() {
  const organization = useOrganization();
  if (!organization) {
    return (
      <Page title={t('alerts.title')}>
        <EmptyState
          icon={Building2}
          title={t('issues.no_organization.title')}
          text={t('issues.no_organization.text')}
        />
      </Page>
    );
  }
  return <AllAlerts key={organization.id} organizationId={organization.id} />;
}
