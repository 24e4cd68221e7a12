import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { usePages } from '../../app/use-pages.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { deviceOf } from './device-of.ts';

const KEY = ['me', 'sessions'];

export function SessionsPage() {
  const sessions = usePages(KEY, (cursor) => client.call('listMySessions', { query: { cursor } }));
  const end = useAct({
    run: (id: string) => client.call('endMySession', { params: { session_id: id } }),
    said: t('sessions.ended'),
    changes: [KEY],
  });
  const endOthers = useAct({
    run: () => client.call('endMyOtherSessions'),
    said: t('sessions.others_ended'),
    changes: [KEY],
  });
  return (
    <Page
      title={t('account.sessions')}
      lead={t('sessions.text')}
      actions={
        <Button busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {t('sessions.end_others')}
        </Button>
      }
    >
      <Pages query={sessions}>
        {(all) => (
          <Table
            label={t('account.sessions')}
            columns={[t('sessions.device'), t('sessions.address'), t('sessions.used'), t('sessions.since'), '']}
          >
            {all.map((session) => (
              <tr key={session.id}>
                <td title={session.user_agent}>
                  <bdi>{showUnseen(deviceOf(session.user_agent))}</bdi>{' '}
                  {session.is_current && <Badge kind="good">{t('sessions.this')}</Badge>}
                </td>
                <td>{session.address}</td>
                <td>
                  <Time at={session.last_used_at} />
                </td>
                <td>
                  <Time at={session.created_at} />
                </td>
                <td>
                  {!session.is_current && (
                    <Button onClick={() => end.mutate(session.id)} busy={end.isPending}>
                      {t('sessions.end')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Pages>
    </Page>
  );
}
