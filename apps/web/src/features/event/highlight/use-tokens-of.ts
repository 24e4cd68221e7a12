import { useEffect, useState } from 'react';

type TokensOf = typeof import('./tokens-of.ts').tokensOf;

let loaded: TokensOf | undefined;

/** The highlighter, once it is loaded; the first frame that is opened asks for it. Until then source is plain text. */
export function useTokensOf(): TokensOf | undefined {
  const [tokensOf, setTokensOf] = useState(() => loaded);
  useEffect(() => {
    if (tokensOf) return;
    let isGone = false;
    import('./tokens-of.ts').then(
      (module) => {
        loaded = module.tokensOf;
        if (!isGone) setTokensOf(() => loaded);
      },
      // Plain text is enough to read.
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [tokensOf]);
  return tokensOf;
}
