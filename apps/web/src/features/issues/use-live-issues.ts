import { openStream } from '@railguard/client/stream';
import { useEffect, useState } from 'react';
import { client } from '../../app/session.ts';

interface Heard {
  fresh: number;
  changed: number;
}

const NOTHING: Heard = { fresh: 0, changed: 0 };

/** How many issues appeared or changed since the list was read; it is never reordered under anybody's hands. */
export function useLiveIssues(organizationId: string): Heard & { forget: () => void } {
  const [heard, setHeard] = useState(NOTHING);
  useEffect(() => {
    const leaving = new AbortController();
    const fresh = new Set<string>();
    const changed = new Set<string>();
    openStream({
      client,
      query: { organization_id: organizationId, topics: 'issue' },
      signal: leaving.signal,
      onMessage: ({ type, issue_ids }) => {
        for (const id of issue_ids) (type === 'issue.new' ? fresh : changed).add(id);
        setHeard({ fresh: fresh.size, changed: changed.size });
      },
      onReset: () => setHeard((before) => ({ ...before, changed: before.changed + 1 })),
    }).catch(() => {});
    return () => leaving.abort();
  }, [organizationId]);
  return { ...heard, forget: () => setHeard(NOTHING) };
}
