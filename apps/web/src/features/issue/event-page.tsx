import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { Failure } from '../../app/failure.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { EventView } from '../event/event-view.tsx';
import { EventBar } from './event-bar.tsx';
import { EventSearch } from './event-search.tsx';
import { eventQuery } from './issue-query.ts';

/** One event of the issue, with the way to the others. */
export function EventPage() {
  const { issueId = '', eventId = 'recommended' } = useParams({ strict: false });
  const { query } = useSearch({ strict: false }) as { query?: string };
  const event = useQuery(eventQuery(issueId, eventId, query));
  return (
    <>
      <EventSearch query={query} to="/issues/$issueId" />
      {event.error && <Failure error={event.error} reset={() => void event.refetch()} />}
      {!event.data && !event.error && <Skeleton width={40} />}
      {event.data && (
        <>
          <EventBar issueId={issueId} event={event.data} query={query} isRecommended={eventId === 'recommended'} />
          <EventView event={event.data} />
        </>
      )}
    </>
  );
}
