import { Link, useParams, useSearch } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { usePages } from '../../app/use-pages.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import type { Event } from '../event/event.ts';
import { EventSearch } from './event-search.tsx';

/** Every event of the issue that is kept, the latest first. */
export function EventsPage() {
  const { issueId = '' } = useParams({ strict: false });
  const { query } = useSearch({ strict: false }) as { query?: string };
  const events = usePages(['issue', issueId, 'events', query ?? ''], (cursor) =>
    client.call('listIssueEvents', {
      params: { issue_id: issueId },
      query: { ...(query ? { query } : {}), cursor, limit: 50 },
    }),
  );
  return (
    <Panel title={t('event.all')}>
      <EventSearch query={query} to="/issues/$issueId/events" />
      <Pages query={events} empty={<EmptyState icon={SearchX} title={t('event.none')} text={t('event.none_text')} />}>
        {(all) => (
          <Table
            label={t('event.all')}
            columns={[t('audit.when'), t('event.message'), t('stats.environment'), t('stats.release'), t('user.title')]}
          >
            {all.map((event) => (
              <tr key={event.event_id}>
                <td>
                  <Link
                    to="/issues/$issueId/events/$eventId"
                    params={{ issueId, eventId: event.event_id }}
                    search={query ? { query } : {}}
                  >
                    <Time at={event.received_at} />
                  </Link>
                </td>
                <td>
                  <bdi>{showUnseen(sentenceOfEvent(event)).slice(0, LONGEST)}</bdi>
                </td>
                <td>
                  <bdi>{showUnseen(event.environment ?? '')}</bdi>
                </td>
                <td>
                  <bdi>{showUnseen(event.release ?? '')}</bdi>
                </td>
                <td>
                  <bdi>{showUnseen(userOf(event)).slice(0, LONGEST)}</bdi>
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Pages>
    </Panel>
  );
}

const LONGEST = 200;

function sentenceOfEvent({ exceptions, message }: Event): string {
  const thrown = exceptions?.[0];
  return thrown ? [thrown.type, thrown.value].filter(Boolean).join(': ') : (message ?? '');
}

function userOf({ user }: Event): string {
  return user?.email ?? user?.username ?? user?.id ?? user?.ip_address ?? '';
}
