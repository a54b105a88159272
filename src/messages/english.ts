import { common } from './en/common.ts';
import { requests } from './en/requests.ts';
import { shell } from './en/shell.ts';
import type { CommonWords } from './german.ts';

/** What every screen may say, in English; an area or a word that is missing does not compile. */
export const english = {
	common,
	requests,
	shell,
} satisfies CommonWords;
