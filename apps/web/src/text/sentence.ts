import { showUnseen } from '../format/word-value.ts';

type Values = Record<string, string | number>;

const plural = new Intl.PluralRules('en');

/**
 * Says the sentence for a key, with its values filled in; of `one|other` forms, the one that `count` asks for. What is
 * unseen in a value, such as the name of a project, is shown: it would turn the sentence around it.
 */
export function sentencesOf<Texts extends Record<string, string>>(texts: Texts) {
  return (key: keyof Texts & string, values: Values = {}): string => {
    const [one = '', other] = texts[key]!.split('|');
    const form = other !== undefined && plural.select(Number(values.count)) !== 'one' ? other : one;
    return form.replace(/\{(\w+)\}/g, (_, name: string) => showUnseen(String(values[name] ?? '')));
  };
}
