import { notKept } from './not-kept.ts';

/** What browsers report about policies and networks. */
export const security = notKept({ names: ['raw_security', 'security', 'nel'], category: 'security' });
