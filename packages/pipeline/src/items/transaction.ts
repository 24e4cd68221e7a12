import { notKept } from './not-kept.ts';

/** The timing of one request, job or page load. */
export const transaction = notKept({ names: ['transaction'], category: 'transaction' });
