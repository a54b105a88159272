import { ask } from './de/ask.ts';
import { common } from './de/common.ts';
import { me } from './de/me.ts';
import { network } from './de/network.ts';
import { requests } from './de/requests.ts';
import { shell } from './de/shell.ts';
import { signIn } from './de/sign-in.ts';

/** All words of the app in German: the language they are written in and the shape every other language has to fill. */
export const german = { ask, common, me, network, requests, shell, signIn };

export type Words = typeof german;
