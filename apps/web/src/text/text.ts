import { first } from './first.ts';
import { sentencesOf } from './sentence.ts';

/** Sentences of what is loaded at once; `whole.ts` has the same function for all of them. */
export const t = sentencesOf(first);
