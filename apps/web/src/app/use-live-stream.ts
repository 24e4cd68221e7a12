import type { StreamOptions } from '@railguard/client/stream';
import { useEffect, useEffectEvent, useState } from 'react';
import { openSharedStream } from './shared-stream.ts';

interface Hearing {
  organizationId?: string;
  projectId?: string;
  /** Types of live messages, with commas between. */
  topics: string;
  onMessage: StreamOptions['onMessage'];
  /** Something may have been missed. */
  onReset: () => void;
}

/**
 * Hears what happens for as long as its component is there. Answers whether it can; undefined until that is known.
 */
export function useLiveStream({ organizationId, projectId, topics, ...told }: Hearing): boolean | undefined {
  const [isConnected, setConnected] = useState<boolean>();
  const [isOnline, setOnline] = useState(navigator.onLine);
  const onMessage = useEffectEvent(told.onMessage);
  const onReset = useEffectEvent(told.onReset);
  useEffect(() => {
    const leaving = new AbortController();
    openSharedStream({
      query: {
        ...(organizationId && { organization_id: organizationId }),
        ...(projectId && { project_id: projectId }),
        topics,
      },
      signal: leaving.signal,
      onMessage: (message) => onMessage(message),
      onReset: () => onReset(),
      onConnected: setConnected,
    }).catch(() => setConnected(false));
    const onLine = () => setOnline(navigator.onLine);
    window.addEventListener('online', onLine, { signal: leaving.signal });
    window.addEventListener('offline', onLine, { signal: leaving.signal });
    return () => leaving.abort();
  }, [organizationId, projectId, topics]);
  return isConnected && isOnline;
}
