import { notKept } from './not-kept.ts';

/** Archives that game engines send instead of events. */
export const crashReport = notKept({ names: ['unreal_report'], category: 'error' });
