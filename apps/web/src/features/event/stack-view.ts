import { keptChoice } from '../../ui/kept-choice.ts';

/** How much of a stack is shown. */
export const stackView = keptChoice('railguard.stack-view', ['relevant', 'full', 'raw']);
export type StackView = (typeof stackView.values)[number];
