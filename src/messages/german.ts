import type { ask } from './de/ask.ts';
import { common } from './de/common.ts';
import type { coordination } from './de/coordination.ts';
import type { duty } from './de/duty.ts';
import type { files } from './de/files.ts';
import type { me } from './de/me.ts';
import type { network } from './de/network.ts';
import type { outbox } from './de/outbox.ts';
import type { person } from './de/person.ts';
import type { request } from './de/request.ts';
import type { requests } from './de/requests.ts';
import type { rest } from './de/rest.ts';
import { shell } from './de/shell.ts';
import type { signIn } from './de/sign-in.ts';
import type { testAlarm } from './de/test-alarm.ts';
import type { trouble } from './de/trouble.ts';

/** What every screen of the app may say, in German: the language it is written in and the shape every other language has to fill. */
export const german = { common, shell };

export type CommonWords = typeof german;

/** Words that few routes speak. They come with the load function of those routes (`loadArea`), so that no other route carries them. */
export interface AreaWords {
	ask: typeof ask;
	coordination: typeof coordination;
	duty: typeof duty;
	files: typeof files;
	me: typeof me;
	network: typeof network;
	outbox: typeof outbox;
	person: typeof person;
	request: typeof request;
	requests: typeof requests;
	rest: typeof rest;
	signIn: typeof signIn;
	testAlarm: typeof testAlarm;
	trouble: typeof trouble;
}

export type Words = CommonWords & AreaWords;
