import { notKept } from './not-kept.ts';

/** Where time was spent. */
export const profile = notKept({ names: ['profile', 'profile_chunk', 'profile_chunk_ui'], category: 'profile' });
