import { sizeOf, type WrittenMessage } from './bundle-content.ts';

/** Messages of one topic that become one row. */
export interface NewBundle {
  topic: string;
  messages: WrittenMessage[];
  size: number;
}

/** Half of what the worker takes at once: whole bundles then fill its batches well. */
const MOST_MESSAGES = 100;
/** Compressing so much holds the event loop up for some 2 ms. */
const MOST_BYTES = 1024 * 1024;

/** Puts messages that are written together into as few bundles as their bounds allow, in their order by topic. */
export function bundlesOf(publications: { topic: string; messages: WrittenMessage[] }[]): NewBundle[] {
  const bundles: NewBundle[] = [];
  const open = new Map<string, NewBundle>();
  for (const { topic, messages } of publications) {
    for (const message of messages) {
      const size = sizeOf([message]);
      let bundle = open.get(topic);
      if (!bundle || bundle.messages.length === MOST_MESSAGES || bundle.size + size > MOST_BYTES) {
        bundle = { topic, messages: [], size: 0 };
        bundles.push(bundle);
        open.set(topic, bundle);
      }
      bundle.messages.push(message);
      bundle.size += size;
    }
  }
  return bundles;
}
