import { notKept } from './not-kept.ts';

/** Recordings of user sessions. */
export const replay = notKept({ names: ['replay_event', 'replay_recording', 'replay_video'], category: 'replay' });
