/**
 * That the page became another one, for whoever does not see it change: its heading takes the focus, so that reading and
 * the Tab key go on from there, and its name is read out.
 *
 *     here ─ leaves ─► under way ─ the next heading is there ─► here
 *
 * Whoever did something while they were under way, such as writing into a field, keeps the focus.
 */
let isUnderWay = false;
let isBusy = false;
let name = '';
const listeners = new Set<() => void>();

/** The next heading that appears is that of another page. */
export function leave(): void {
  isUnderWay = true;
  isBusy = false;
}

/** A page has its heading. On the first page of a visit this does nothing: the browser has told of that one. */
export function arrive(heading: HTMLElement, title: string): void {
  if (!isUnderWay) return;
  isUnderWay = false;
  name = title;
  for (const listener of listeners) listener();
  const isWriting = document.activeElement?.matches('input, select, textarea');
  // Where the page is scrolled to is the router's business.
  if (!isBusy && !isWriting) heading.focus({ preventScroll: true });
}

for (const kind of ['keydown', 'pointerdown']) {
  addEventListener(
    kind,
    () => {
      isBusy = true;
    },
    { capture: true, passive: true },
  );
}

/** The name of the page that was gone to last. */
export const arrivals = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: () => name,
};
