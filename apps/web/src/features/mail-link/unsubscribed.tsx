import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { CentredPage } from '../../ui/centred-page.tsx';
import { Notice } from '../../ui/notice.tsx';
import { sentenceOf } from '../../ui/sentence-of.ts';
import { type MailLink, wordLink } from './word-link.ts';

/** That nothing more is sent, and the way back for whoever did not mean it: an address has no other. */
export function Unsubscribed({ token, link }: { token: string; link: MailLink }) {
  const undo = useMutation({ mutationFn: () => client.call('undoMailLink', { params: { token } }) });
  if (undo.data) return <CentredPage title={wordLink(undo.data).undone} />;
  return (
    <CentredPage title={wordLink(link).done} text={t('mail_link.mistake')}>
      {undo.error && <Notice kind="bad">{sentenceOf(undo.error)}</Notice>}
      <Button busy={undo.isPending} onClick={() => undo.mutate()}>
        {t('mail_link.subscribe')}
      </Button>
      {link.has_account && <Link to="/account/notifications">{t('mail_link.notifications')}</Link>}
    </CentredPage>
  );
}
