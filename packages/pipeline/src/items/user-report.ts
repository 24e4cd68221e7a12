import { notKept } from './not-kept.ts';

/** What a user of the application wrote about an event, in the older form. */
export const userReport = notKept({ names: ['user_report'], category: 'user_report' });
