import { NoOrganization } from '../../app/no-organization.tsx';
import { useOrganization } from '../../app/organization.ts';
import { t } from '../../text/text.ts';
import { Stream } from './stream.tsx';

export function StreamPage() {
  const organization = useOrganization();
  if (!organization) return <NoOrganization title={t('nav.issues')} />;
  return <Stream organizationId={organization.id} canChange={organization.role !== 'viewer'} />;
}
