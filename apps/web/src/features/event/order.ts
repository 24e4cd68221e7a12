import { keptChoice } from '../../ui/kept-choice.ts';

/** Which end comes first; frames and breadcrumbs each have their own. */
const ORDERS = ['newest_first', 'oldest_first'] as const;

/** The frame that crashed is the newest. */
export const frameOrder = keptChoice('railguard.frame-order', ORDERS);
export const crumbOrder = keptChoice('railguard.breadcrumb-order', ORDERS);
