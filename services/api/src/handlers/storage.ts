import { describeStorage } from '@railguard/store/storage';
import type { ApiDeps } from '../api-deps.ts';
import type { Handlers } from '../handler.ts';

export function storageHandlers({ database, config }: ApiDeps) {
  return {
    async getStorage() {
      const { oldest_event_at, ...sizes } = await describeStorage(database, config.retentionDays);
      return {
        ...sizes,
        retention_days: config.retentionDays,
        oldest_event_at: oldest_event_at?.toISOString() ?? null,
      };
    },
  } satisfies Partial<Handlers>;
}
