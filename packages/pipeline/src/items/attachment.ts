import { notKept } from './not-kept.ts';

/** Files that belong to an event; their bytes are anything. */
export const attachment = notKept({ names: ['attachment', 'form_data'], category: 'attachment' });
