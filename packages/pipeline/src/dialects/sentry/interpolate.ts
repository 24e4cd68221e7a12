import { isRecord } from '../../json/record.ts';

/** `%s`, `%d`, `%(name)s`, `{}`, `{0}`, `{name}`, and `%%` for a percent sign. */
const PLACEHOLDER = /%%|%(?:\((\w+)\))?[sdifrxu]|\{(\w*)\}/g;

/**
 * Fills a message's parameters in, for SDKs that send template and parameters but not the result.
 * Never much longer than `max`: a template of many placeholders and one long parameter would fill the memory.
 */
export function interpolate(template: string, params: unknown, max: number): string {
  let next = 0;
  let length = template.length;
  return template.replace(PLACEHOLDER, (placeholder: string, printfName?: string, braceName?: string) => {
    if (placeholder === '%%') return '%';
    const name = printfName ?? braceName;
    const value = lookUp(params, name ? name : next++);
    if (value === undefined || length > max) return placeholder;
    const filled = typeof value === 'object' && value !== null ? placeholder : String(value).slice(0, max);
    length += filled.length;
    return filled;
  });
}

function lookUp(params: unknown, key: string | number): unknown {
  if (Array.isArray(params)) return Number.isInteger(Number(key)) ? params[Number(key)] : undefined;
  return isRecord(params) && Object.hasOwn(params, key) ? params[key] : undefined;
}
