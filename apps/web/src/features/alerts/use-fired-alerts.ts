import { useState } from 'react';
import { useLiveStream } from '../../app/use-live-stream.ts';

/** Whether somebody was told of something since the list was read. */
export function useFiredAlerts(organizationId: string) {
  const [hasFired, setFired] = useState(false);
  const fired = () => setFired(true);
  const isConnected = useLiveStream({ organizationId, topics: 'alert', onMessage: fired, onReset: fired });
  return { hasFired, isConnected, forget: () => setFired(false) };
}
