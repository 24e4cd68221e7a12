import { en, type TextKey } from './en.ts';

type Values = Record<string, string | number>;

const plural = new Intl.PluralRules('en');

/** The sentence for a key, with its values filled in; of `one|other` forms, the one that `count` asks for. */
export function t(key: TextKey, values: Values = {}): string {
  const [one = '', other] = en[key].split('|');
  const form = other !== undefined && plural.select(Number(values.count)) !== 'one' ? other : one;
  return form.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
