import { type FirstKey, first } from '../../text/first.ts';
import { t } from '../../text/text.ts';

/** A reason in words; one that this page does not know yet, as it is. */
export function wordReason(reason: string): string {
  return reason === '' ? '' : (worded(`reason.${reason}`) ?? reason.replaceAll('_', ' '));
}

/** What to do about it, where there is something to do. */
export function adviceFor(reason: string): string {
  return worded(`advice.${reason}`) ?? '';
}

function worded(key: string): string | undefined {
  return Object.hasOwn(first, key) ? t(key as FirstKey) : undefined;
}
