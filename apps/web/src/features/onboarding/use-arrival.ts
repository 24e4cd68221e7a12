import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { openSharedStream } from '../../app/shared-stream.ts';

interface Arrivals {
  /** How often something of the project was told of. */
  arrivals: number;
  rejections: number;
}

const NOTHING: Arrivals = { arrivals: 0, rejections: 0 };

/** Hears of the project's events as they arrive, and of those that are refused. */
export function useArrival(projectId: string): Arrivals {
  const queries = useQueryClient();
  const [heard, setHeard] = useState(NOTHING);
  useEffect(() => {
    const leaving = new AbortController();
    setHeard(NOTHING);
    const arrived = () => {
      setHeard((before) => ({ ...before, arrivals: before.arrivals + 1 }));
      void queries.invalidateQueries({ queryKey: ['projects'] });
    };
    openSharedStream({
      query: { project_id: projectId },
      signal: leaving.signal,
      onMessage: ({ type }) => {
        if (type === 'ingest.rejected') setHeard((before) => ({ ...before, rejections: before.rejections + 1 }));
        else if (type !== 'issue.deleted') arrived();
      },
      // Something may have been missed, and the first event comes once.
      onReset: arrived,
    }).catch(() => {});
    return () => leaving.abort();
  }, [projectId, queries]);
  return heard;
}
