import csharp from 'highlight.js/lib/languages/csharp';
import dart from 'highlight.js/lib/languages/dart';
import elixir from 'highlight.js/lib/languages/elixir';
import go from 'highlight.js/lib/languages/go';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import kotlin from 'highlight.js/lib/languages/kotlin';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import { createLowlight } from 'lowlight';
import { type Kind, kindOf } from './kind-of.ts';
import type { Language } from './language-of.ts';

const languages: Record<Language, typeof ruby> = {
  csharp,
  dart,
  elixir,
  go,
  java,
  javascript,
  kotlin,
  php,
  python,
  ruby,
  rust,
  swift,
  typescript,
};
const lowlight = createLowlight(languages);

export interface Token {
  text: string;
  kind?: Kind;
}

interface Node {
  type: string;
  value?: string;
  properties?: { className?: unknown };
  children?: Node[];
}

/**
 * What one line of source is made of. The texts together are the line, letter by letter; a string or comment that began
 * on a line before is not known to be one.
 */
export function tokensOf(line: string, language: Language): Token[] {
  const tokens: Token[] = [];
  const walk = ({ type, value, properties, children = [] }: Node, outer: Kind | undefined): void => {
    if (type === 'text') tokens.push({ text: value ?? '', ...(outer ? { kind: outer } : {}) });
    const inner = kindOf(properties?.className) ?? outer;
    for (const child of children) walk(child, inner);
  };
  walk(lowlight.highlight(language, line) as Node, undefined);
  return tokens;
}
