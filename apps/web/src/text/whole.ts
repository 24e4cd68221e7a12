import { en } from './en.ts';
import { sentencesOf } from './sentence.ts';

/** Every sentence of the dashboard: for pages that are opened seldom, which bring theirs along. */
export const t = sentencesOf(en);
