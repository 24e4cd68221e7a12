import { FILTERED } from './filtered.ts';
import type { KeyRules } from './key-rules.ts';
import { scrubText } from './text.ts';

const PARAMETERS = /^[^=&\s]{1,200}=[^&\n]*(?:&[^=&\s]{1,200}(?:=[^&\n]*)?)*$/;

/** Whether a text is `a=1&b=2`, as query strings and form bodies are. */
export function isQuery(text: string): boolean {
  return PARAMETERS.test(text);
}

/** `token=abc&page=2` → `token=[Filtered]&page=2`; parameters without secrets keep their spelling. */
export function scrubQuery(query: string, keys: KeyRules): string {
  return query
    .split('&')
    .map((parameter) => {
      const equals = parameter.indexOf('=');
      if (equals === -1) return scrubText(parameter);
      const name = parameter.slice(0, equals);
      const value = parameter.slice(equals + 1);
      const key = decoded(name);
      if (keys.isSafe(key)) return parameter;
      if (keys.isSensitive(key) && value !== '') return `${name}=${FILTERED}`;
      const plain = decoded(value);
      const scrubbed = scrubText(plain);
      return scrubbed === plain ? parameter : `${name}=${scrubbed}`;
    })
    .join('&');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
