import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Sparkles } from 'lucide-react';
import { useEffect } from 'react';
import { fullCount } from '../../format/count.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Time } from '../../ui/time.tsx';
import type { Event } from '../event/event.ts';
import styles from './event-bar.module.css';
import { EventCopies } from './event-copies.tsx';
import { eventQuery, navigationQuery } from './issue-query.ts';

interface Props {
  issueId: string;
  event: Event;
  query: string | undefined;
  /** It was chosen by the server as the one that tells most. */
  isRecommended: boolean;
}

/** From event to event. Both neighbours are asked for as soon as one is shown, so that going on is at once. */
export function EventBar({ issueId, event, query, isRecommended }: Props) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data: places } = useQuery(navigationQuery(issueId, event.event_id, query));
  const { first, previous, next, latest } = places ?? {};
  useEffect(() => {
    for (const id of [previous, next]) {
      if (!id) continue;
      void queries.prefetchQuery(eventQuery(issueId, id, query));
      void queries.prefetchQuery(navigationQuery(issueId, id, query));
    }
  }, [queries, issueId, previous, next, query]);

  const go = (id: string | null | undefined) => {
    if (!id || id === event.event_id) return;
    void navigate({
      to: '/issues/$issueId/events/$eventId',
      params: { issueId, eventId: id },
      search: query ? { query } : {},
      replace: true,
      resetScroll: false,
    });
  };
  const goRecommended = () =>
    void navigate({
      to: '/issues/$issueId',
      params: { issueId },
      search: query ? { query } : {},
      replace: true,
      resetScroll: false,
    });
  const group = t('event.group');
  useShortcuts([
    { id: 'event.previous', keys: '[', title: t('event.previous'), group, run: () => go(previous) },
    { id: 'event.next', keys: ']', title: t('event.next'), group, run: () => go(next) },
    { id: 'event.first', keys: '{', title: t('event.first'), group, run: () => go(first) },
    { id: 'event.latest', keys: '}', title: t('event.latest'), group, run: () => go(latest) },
    { id: 'event.recommended', keys: 'r', title: t('event.recommended'), group, run: goRecommended },
  ]);
  const step = (id: string | null | undefined, label: string, Icon: typeof ChevronLeft) => (
    <Button onClick={() => go(id)} disabled={!id || id === event.event_id} aria-label={label} title={label}>
      <Icon size={16} aria-hidden="true" />
    </Button>
  );
  const position = places?.position;
  const total = places ? `${fullCount(places.total)}${places.total_is_capped ? '+' : ''}` : '…';
  return (
    <nav className={styles.bar} aria-label={group}>
      {step(first, t('event.first'), ChevronFirst)}
      {step(previous, t('event.previous'), ChevronLeft)}
      {step(next, t('event.next'), ChevronRight)}
      {step(latest, t('event.latest'), ChevronLast)}
      <Button
        onClick={goRecommended}
        disabled={isRecommended}
        aria-label={t('event.recommended')}
        title={t('event.recommended')}
      >
        <Sparkles size={16} aria-hidden="true" />
      </Button>
      <span className={styles.where}>
        {position ? t('event.position', { position: fullCount(position), total }) : t('event.of_total', { total })}
        {' · '}
        <Time at={event.timestamp} />
      </span>
      <EventCopies event={event} />
    </nav>
  );
}
