import { entryCount } from './container.ts';
import { notKept } from './not-kept.ts';

/** Structured logs, many in one container. */
export const log = notKept({ names: ['log'], category: 'log_item' }, entryCount);
