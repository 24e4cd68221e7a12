import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Mail } from 'lucide-react';
import { useState } from 'react';
import { instanceQuery } from '../../app/instance.ts';
import { meQuery } from '../../app/me.ts';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { usePages } from '../../app/use-pages.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './admin.module.css';
import { MailState } from './mail-state.tsx';

const STATES = ['all', 'pending', 'sent', 'kept', 'failed'] as const;

/** Every mail of the last thirty days, and what became of it. */
export function MailsPage() {
  const instance = useQuery(instanceQuery);
  const [state, setState] = useState<(typeof STATES)[number]>('all');
  const mails = usePages(['mails', state], (cursor) =>
    client.call('listMails', { query: { ...(state === 'all' ? {} : { state }), cursor } }),
  );
  return (
    <Page title={t('admin.mails')} lead={t('mails.text')}>
      {instance.data?.mail_configured === false && <Notice>{t('mails.not_configured')}</Notice>}
      <TestMail />
      <Segmented
        label={t('mails.state')}
        value={state}
        options={STATES.map((value) => ({ value, label: t(`mails.state.${value}`) }))}
        onChange={setState}
      />
      <Pages query={mails} empty={<EmptyState icon={Mail} title={t('mails.none')} text={t('mails.none_text')} />}>
        {(all) => (
          <Table
            label={t('admin.mails')}
            columns={[t('mails.written'), t('mails.to'), t('mails.subject'), t('mails.state')]}
          >
            {all.map((mail) => (
              <tr key={mail.id}>
                <td>
                  <Time at={mail.created_at} />
                </td>
                <td>
                  <bdi>{showUnseen(mail.to)}</bdi>
                </td>
                <td>
                  <Link to="/admin/mails/$mailId" params={{ mailId: mail.id }}>
                    <bdi>{showUnseen(mail.subject)}</bdi>
                  </Link>
                </td>
                <td className={styles.reason}>
                  <MailState mail={mail} />
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Pages>
    </Page>
  );
}

function TestMail() {
  const { data: me } = useSuspenseQuery(meQuery);
  const send = useAct({
    run: (form: FormData) => client.call('sendTestMail', { body: { to: String(form.get('to')).trim() } }),
    said: t('mails.test_sent'),
    changes: [['mails']],
    showsError: true,
  });
  return (
    <Panel title={t('mails.test')}>
      <div className={styles.form}>
        <Form submit={t('mails.test_send')} error={send.error} busy={send.isPending} onSubmit={send.mutate}>
          <Field
            label={t('mails.to')}
            name="to"
            type="email"
            defaultValue={me.email}
            required
            mistake={mistakeIn(send.error, '/to')}
          />
        </Form>
      </div>
    </Panel>
  );
}
