import { ask } from './en/ask.ts';
import { common } from './en/common.ts';
import { me } from './en/me.ts';
import { network } from './en/network.ts';
import { requests } from './en/requests.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';
import type { Words } from './german.ts';

/** All words of the app in English; an area or a word that is missing does not compile. */
export const english = {
	ask,
	common,
	me,
	network,
	requests,
	shell,
	signIn,
} satisfies Words;
