import { useQuery } from '@tanstack/react-query';
import { Link, useLoaderData, useParams } from '@tanstack/react-router';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { CentredPage } from '../../ui/centred-page.tsx';
import { AcceptForm } from './accept-form.tsx';
import { JoinForm } from './join-form.tsx';

/** Where the link of an invitation leads: an account for whoever has none, one click for whoever is signed in. */
export function InvitationPage() {
  const { token = '' } = useParams({ strict: false });
  const { isSignedIn } = useLoaderData({ from: '/invite/$token' });
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => client.call('getInvitation', { params: { token } }),
    retry: false,
  });
  if (invitation.error) {
    return (
      <CentredPage title={t('invite.gone.title')} text={t('invite.gone.text')}>
        <Link to="/login">{t('sign_in.submit')}</Link>
      </CentredPage>
    );
  }
  if (!invitation.data) return null;
  const { organization_name: organization, email, role } = invitation.data;
  return (
    <CentredPage
      title={t('invite.title', { organization })}
      text={t('invite.text', { email, role: t(`role.${role}`) })}
    >
      {isSignedIn ? <AcceptForm token={token} invited={email} /> : <JoinForm token={token} email={email} />}
    </CentredPage>
  );
}
