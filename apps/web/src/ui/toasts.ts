/**
 * What was done, said at the foot of the page for a while, with a way back where there is one. The newest one stands
 * alone: an older undo would no longer undo what people think.
 */
export interface Toast {
  id: number;
  text: string;
  /** Takes it back. */
  undo?: () => void;
}

const SHOWN_MS = 8_000;
let current: Toast | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let last = 0;
const listeners = new Set<() => void>();

export function say(text: string, undo?: () => void): void {
  last += 1;
  show({ id: last, text, undo });
}

/** Does what the button would; whether there was anything to undo. */
export function undoLast(): boolean {
  const undo = current?.undo;
  if (!undo) return false;
  dismiss();
  undo();
  return true;
}

export function dismiss(): void {
  show(undefined);
}

function show(toast: Toast | undefined): void {
  clearTimeout(timer);
  current = toast;
  if (toast) timer = setTimeout(dismiss, SHOWN_MS);
  for (const listener of listeners) listener();
}

export const toasts = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: () => current,
};
