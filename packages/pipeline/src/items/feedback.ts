import { notKept } from './not-kept.ts';

/** What a user of the application wrote, in the newer form. */
export const feedback = notKept({ names: ['feedback'], category: 'feedback' });
