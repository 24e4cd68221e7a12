import { useSyncExternalStore } from 'react';

/** `light` or `dark`, as the page looks now: for what is painted and cannot follow styles. */
export function useColorScheme(): string {
  return useSyncExternalStore(subscribe, current);
}

function current(): string {
  const chosen = document.documentElement.dataset.theme;
  return chosen ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(listener);
  media.addEventListener('change', listener);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    media.removeEventListener('change', listener);
    chosen.disconnect();
  };
}
