import { notKept } from './not-kept.ts';

/** A sign of life from a scheduled job. */
export const checkIn = notKept({ names: ['check_in'], category: 'monitor' });
