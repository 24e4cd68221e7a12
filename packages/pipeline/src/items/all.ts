import { attachment } from './attachment.ts';
import { checkIn } from './check-in.ts';
import { clientReport } from './client-report.ts';
import { crashReport } from './crash-report.ts';
import { event } from './event.ts';
import { feedback } from './feedback.ts';
import type { ItemType } from './item.ts';
import { log } from './log.ts';
import { metric } from './metric.ts';
import { profile } from './profile.ts';
import { replay } from './replay.ts';
import { security } from './security.ts';
import { session } from './session.ts';
import { span } from './span.ts';
import { transaction } from './transaction.ts';
import { userReport } from './user-report.ts';

/** Every kind of item that is understood. A new one is a file beside this and a line here. */
export const ITEM_TYPES: readonly ItemType[] = [
  event,
  transaction,
  session,
  clientReport,
  userReport,
  feedback,
  attachment,
  checkIn,
  log,
  span,
  profile,
  replay,
  metric,
  security,
  crashReport,
];

const BY_NAME = new Map(ITEM_TYPES.flatMap((type) => type.names.map((name) => [name, type] as const)));

export function itemTypeOf(name: string): ItemType | undefined {
  return BY_NAME.get(name);
}
