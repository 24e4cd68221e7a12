import { useEffect, useState } from 'react';
import { openSharedStream } from '../../app/shared-stream.ts';

/** Whether somebody was told of something since the list was read. */
export function useFiredAlerts(organizationId: string) {
  const [hasFired, setFired] = useState(false);
  const [isConnected, setConnected] = useState<boolean>();
  useEffect(() => {
    const leaving = new AbortController();
    openSharedStream({
      query: { organization_id: organizationId, topics: 'alert' },
      signal: leaving.signal,
      onMessage: () => setFired(true),
      onReset: () => setFired(true),
      onConnected: setConnected,
    }).catch(() => setConnected(false));
    return () => leaving.abort();
  }, [organizationId]);
  return { hasFired, isConnected, forget: () => setFired(false) };
}
