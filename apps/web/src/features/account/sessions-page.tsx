import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { say } from '../../ui/toasts.ts';
import { deviceOf } from './device-of.ts';

const KEY = ['me', 'sessions'];

export function SessionsPage() {
  const queries = useQueryClient();
  const sessions = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => client.call('listMySessions', { query: { cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
  const read = () => queries.invalidateQueries({ queryKey: KEY });
  const end = useMutation({
    mutationFn: (id: string) => client.call('endMySession', { params: { session_id: id } }),
    onSuccess: () => say(t('sessions.ended')),
    onError: () => say(t('said.failed')),
    onSettled: read,
  });
  const endOthers = useMutation({
    mutationFn: () => client.call('endMyOtherSessions'),
    onSuccess: () => say(t('sessions.others_ended')),
    onError: () => say(t('said.failed')),
    onSettled: read,
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
                  <bdi>{deviceOf(session.user_agent)}</bdi>{' '}
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
