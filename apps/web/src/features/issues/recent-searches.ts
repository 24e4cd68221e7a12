const KEY = 'railguard.searches';
const MOST = 6;

/** What was searched for in this browser, the latest first. */
export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((each): each is string => typeof each === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function rememberSearch(search: string): void {
  if (search === '') return;
  const others = recentSearches().filter((each) => each !== search);
  localStorage.setItem(KEY, JSON.stringify([search, ...others].slice(0, MOST)));
}
