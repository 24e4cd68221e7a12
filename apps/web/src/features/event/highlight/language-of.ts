import type { Frame } from '../event.ts';

/** What highlight.js calls the languages that are loaded. */
export type Language =
  | 'csharp'
  | 'dart'
  | 'elixir'
  | 'go'
  | 'java'
  | 'javascript'
  | 'kotlin'
  | 'php'
  | 'python'
  | 'ruby'
  | 'rust'
  | 'swift'
  | 'typescript';

const BY_EXTENSION = new Map<string, Language>(
  Object.entries({
    cjs: 'javascript',
    cs: 'csharp',
    cts: 'typescript',
    dart: 'dart',
    erb: 'ruby',
    ex: 'elixir',
    exs: 'elixir',
    go: 'go',
    java: 'java',
    js: 'javascript',
    jsx: 'javascript',
    kt: 'kotlin',
    kts: 'kotlin',
    mjs: 'javascript',
    mts: 'typescript',
    php: 'php',
    py: 'python',
    rake: 'ruby',
    rb: 'ruby',
    rs: 'rust',
    svelte: 'javascript',
    swift: 'swift',
    ts: 'typescript',
    tsx: 'typescript',
    vue: 'javascript',
  } as const),
);

/** The language of a frame's file, by its name; undefined where it tells none. */
export function languageOf({ filename, abs_path }: Pick<Frame, 'filename' | 'abs_path'>): Language | undefined {
  const extension = /\.(\w+)(?:[?#].*)?$/.exec(filename || abs_path || '')?.[1]?.toLowerCase();
  return BY_EXTENSION.get(extension ?? '');
}
