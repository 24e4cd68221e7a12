/** How much of a stack is shown; remembered for the next event. */
export const STACK_VIEWS = ['relevant', 'full', 'raw'] as const;
export type StackView = (typeof STACK_VIEWS)[number];

const KEY = 'railguard.stack-view';

export function keptStackView(): StackView {
  const kept = localStorage.getItem(KEY);
  return STACK_VIEWS.find((view) => view === kept) ?? 'relevant';
}

export function keepStackView(view: StackView): void {
  localStorage.setItem(KEY, view);
}
