import { useSyncExternalStore } from 'react';
import { arrivals } from './arrival.ts';
import { Unseen } from './unseen.tsx';

/** Reads out the name of each page that is gone to. It outlives the pages: what is new with its text is not read. */
export function Announcer() {
  const name = useSyncExternalStore(arrivals.subscribe, arrivals.get);
  return (
    <div aria-live="polite">
      <Unseen>{name}</Unseen>
    </div>
  );
}
