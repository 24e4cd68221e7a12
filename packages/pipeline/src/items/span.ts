import { entryCount } from './container.ts';
import { notKept } from './not-kept.ts';

/** Spans sent apart from a transaction: one (version 1), or a container of them (version 2). */
export const span = notKept({ names: ['span', 'otel_span', 'otel_traces_data'], category: 'span' }, entryCount);
