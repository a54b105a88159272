import { common } from './de/common.ts';

/** All words of the app in German: the language they are written in and the shape every other language has to fill. */
export const german = { common };

export type Words = typeof german;
