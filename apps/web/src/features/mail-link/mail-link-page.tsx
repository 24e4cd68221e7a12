import { ApiError } from '@railguard/client/api-error';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Failure } from '../../app/failure.tsx';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { CentredPage } from '../../ui/centred-page.tsx';
import { Form } from '../../ui/form.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { LinkedIssue } from './linked-issue.tsx';
import { Unsubscribed } from './unsubscribed.tsx';
import { type MailLink, wordLink } from './word-link.ts';

/**
 * Where the links of alerts lead: they do nothing until somebody says so, since programs that look through mails open
 * every link. Nobody has to be signed in.
 */
export function MailLinkPage() {
  const { token = '' } = useSearch({ from: '/mail-link' });
  const link = useQuery({
    queryKey: ['mail-link', token],
    queryFn: () => client.call('getMailLink', { params: { token } }),
    enabled: token !== '',
    // What was asked stays asked while the page is open, and is asked anew by whoever comes back to it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (isForbidden(link.error)) return <Forbidden />;
  if (token === '' || isRefused(link.error)) {
    return (
      <CentredPage title={t('mail_link.gone.title')} text={link.error?.message || t('mail_link.gone.text')}>
        <Dashboard />
      </CentredPage>
    );
  }
  if (link.error) {
    return (
      <CentredPage title={t('error.title')}>
        <Failure error={link.error} reset={() => void link.refetch()} hideTitle />
      </CentredPage>
    );
  }
  if (!link.data) {
    return (
      <CentredPage title={t('mail_link.loading')}>
        <Skeleton width={100} />
      </CentredPage>
    );
  }
  if (link.data.is_done) {
    return link.data.issue ? (
      <Done link={link.data} text={t('mail_link.already')} />
    ) : (
      <Unsubscribed token={token} link={link.data} />
    );
  }
  return <Ask token={token} link={link.data} />;
}

function Ask({ token, link }: { token: string; link: MailLink }) {
  const use = useMutation({ mutationFn: () => client.call('useMailLink', { params: { token } }) });
  const { ask, will, act } = wordLink(link);
  if (use.data)
    return use.data.issue ? (
      <Done link={use.data} text={t('mail_link.undo')} />
    ) : (
      <Unsubscribed token={token} link={use.data} />
    );
  if (isForbidden(use.error)) return <Forbidden />;
  return (
    <CentredPage title={ask} text={will}>
      <Form submit={act} error={use.error} busy={use.isPending} onSubmit={() => use.mutate()}>
        <LinkedIssue link={link} />
      </Form>
    </CentredPage>
  );
}

function Done({ link, text }: { link: MailLink; text: string }) {
  return (
    <CentredPage title={wordLink(link).done} text={text}>
      <LinkedIssue link={link} />
      <Link to="/issues/$issueId" params={{ issueId: link.issue!.id }}>
        {t('mail_link.issue')}
      </Link>
    </CentredPage>
  );
}

function Forbidden() {
  return (
    <CentredPage title={t('mail_link.forbidden.title')} text={t('mail_link.forbidden.text')}>
      <Dashboard />
    </CentredPage>
  );
}

function Dashboard() {
  return <Link to="/">{t('mail_link.dashboard')}</Link>;
}

function isForbidden(error: Error | null): boolean {
  return error instanceof ApiError && error.code === 'forbidden';
}

/** The server does not take the token; one that does not answer says nothing of it. */
function isRefused(error: Error | null): boolean {
  return error instanceof ApiError && ['link_expired', 'invalid_request'].includes(error.code);
}
