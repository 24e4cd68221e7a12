import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Loaded } from '../../app/loaded.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { exactTime } from '../../format/relative-time.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './admin.module.css';
import { MailState } from './mail-state.tsx';

/** One mail as text, to be read and handed on. That it was read is in the audit log. */
export function MailPage() {
  const { mailId = '' } = useParams({ strict: false });
  const params = { mail_id: mailId };
  const mail = useQuery({ queryKey: ['mails', mailId, 'text'], queryFn: () => client.call('getMail', { params }) });
  const retry = useAct({
    run: () => client.call('retryMail', { params }),
    said: t('mails.retried'),
    changes: [['mails']],
  });
  return (
    <Loaded isPage query={mail}>
      {(found) => (
        <Page
          title={found.subject}
          actions={
            found.state !== 'sent' && (
              <Button busy={retry.isPending} onClick={() => retry.mutate()}>
                {t('mails.retry')}
              </Button>
            )
          }
        >
          <MailState mail={found} />
          <Facts
            facts={{
              [t('mails.to')]: found.to,
              [t('mails.written')]: exactTime(new Date(found.created_at)),
              ...(found.sent_at ? { [t('mails.state.sent')]: exactTime(new Date(found.sent_at)) } : {}),
            }}
          />
          <Panel title={t('mails.body')} actions={<CopyButton text={found.text} />}>
            <pre className={styles.mail}>
              <bdi>{showUnseen(found.text)}</bdi>
            </pre>
          </Panel>
        </Page>
      )}
    </Loaded>
  );
}
