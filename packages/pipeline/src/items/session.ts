import { notKept } from './not-kept.ts';

/** Release health: single session updates and per-minute aggregates. */
export const session = notKept({ names: ['session', 'sessions'], category: 'session' });
