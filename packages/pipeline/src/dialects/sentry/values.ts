import { isRecord } from '../../json/record.ts';

/** `{values: […]}` and a bare list mean the same; of anything else there is no list. */
export function valuesOf(sent: unknown): unknown[] | undefined {
  if (Array.isArray(sent)) return sent;
  return isRecord(sent) && Array.isArray(sent.values) ? sent.values : undefined;
}

/** The values, or what was sent as it is: the normaliser then notes what is wrong with it. */
export function valuesOrAsSent(sent: unknown): unknown {
  return valuesOf(sent) ?? (isRecord(sent) && (sent.values === null || Object.keys(sent).length === 0) ? [] : sent);
}
