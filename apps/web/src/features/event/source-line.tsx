import { showUnseen } from '../../format/word-value.ts';
import type { Language } from './highlight/language-of.ts';
import { useTokensOf } from './highlight/use-tokens-of.ts';
import styles from './source-line.module.css';

/** Longer ones are minified code, and would only be slow. */
const LONGEST = 1_000;

/** One line of source, in colours where its language is known. */
export function SourceLine({ text, language }: { text: string; language: Language | undefined }) {
  const tokensOf = useTokensOf();
  if (!tokensOf || !language || text.length > LONGEST) return <code>{showUnseen(text) || ' '}</code>;
  return (
    <code>
      {tokensOf(text, language).map((token, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line never changes
        <span key={place} className={token.kind && styles[token.kind]}>
          {showUnseen(token.text)}
        </span>
      ))}
      {text === '' && ' '}
    </code>
  );
}
