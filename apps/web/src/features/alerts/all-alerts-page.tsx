import { NoOrganization } from '../../app/no-organization.tsx';
import { useOrganization } from '../../app/organization.ts';
import { t } from '../../text/whole.ts';
import { AllAlerts } from './all-alerts.tsx';

export function AllAlertsPage() {
  const organization = useOrganization();
  if (!organization) return <NoOrganization title={t('alerts.title')} />;
  return <AllAlerts key={organization.id} organizationId={organization.id} />;
}
