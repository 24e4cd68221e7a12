import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLiveStream } from '../../app/use-live-stream.ts';

interface Arrivals {
  /** How often something of the project was told of. */
  arrivals: number;
  rejections: number;
}

interface Hearing extends Arrivals {
  /** Whether what happens from now on is heard of. */
  isConnected: boolean | undefined;
}

const NOTHING: Arrivals = { arrivals: 0, rejections: 0 };

/** What says that an event arrived, or was refused. That an alert was sent or an issue deleted says neither. */
const TOPICS = 'issue.new,issue.updated,issue.regressed,project.first_event,ingest.rejected';

/** Hears of the project's events as they arrive, and of those that are refused. */
export function useArrival(projectId: string): Hearing {
  const queries = useQueryClient();
  const [heard, setHeard] = useState(NOTHING);
  const arrived = () => {
    setHeard((before) => ({ ...before, arrivals: before.arrivals + 1 }));
    void queries.invalidateQueries({ queryKey: ['projects'] });
  };
  const isConnected = useLiveStream({
    projectId,
    topics: TOPICS,
    onMessage: ({ type }) => {
      if (type === 'ingest.rejected') setHeard((before) => ({ ...before, rejections: before.rejections + 1 }));
      else arrived();
    },
    // Something may have been missed, and the first event comes once.
    onReset: arrived,
  });
  return { ...heard, isConnected };
}
