import { common } from './en/common.ts';
import { shell } from './en/shell.ts';
import type { CommonWords } from './german.ts';

/** What every screen may say, in English; an area or a word that is missing does not compile. */
export const english = {
	common,
	shell,
} satisfies CommonWords;
