import { isRecord } from '../../json/record.ts';
import { interpolate } from './interpolate.ts';

const MAX_MESSAGE = 8192;

interface MessageFields {
  message?: unknown;
  message_template?: string;
  message_params?: unknown;
}

/**
 * Sentry's log entry, an object or a bare text, as canonical fields. `message` is what was said; the template is there
 * only where it differs. An empty message, as Ruby sends beside an exception, is none.
 */
export function messageFields(entry: unknown): MessageFields {
  if (entry === undefined || entry === null || entry === '') return {};
  if (!isRecord(entry)) return { message: entry };
  const { message, formatted, params } = entry;
  const template = message === '' ? undefined : message;
  const said = formatted || filledIn(template, params);
  if (said === undefined || said === null) return {};
  return {
    message: said,
    ...(typeof template === 'string' && template !== said ? { message_template: template } : {}),
    ...(params === undefined || params === null ? {} : { message_params: params }),
  };
}

function filledIn(template: unknown, params: unknown): unknown {
  return typeof template === 'string' && params ? interpolate(template, params, MAX_MESSAGE) : template;
}
