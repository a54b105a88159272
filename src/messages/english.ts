import { common } from './en/common.ts';
import type { Words } from './german.ts';

/** All words of the app in English; an area or a word that is missing does not compile. */
export const english = { common } satisfies Words;
