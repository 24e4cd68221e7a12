import { entryCount } from './container.ts';
import { notKept } from './not-kept.ts';

/** Counters and gauges, single or in containers. */
export const metric = notKept(
  { names: ['statsd', 'metric_buckets', 'trace_metric'], category: 'metric_bucket' },
  (item) => (item.type === 'trace_metric' ? entryCount(item) : 1),
);
