/**
 * Screens that a start may not keep a person waiting for, by the first part of their address, with the route whose files their shell names
 * ahead: without that a phone finds each file only in the one before it. Every other screen of the app shares its frame with the first.
 */
export const hurriedScreens = {
	anfragen: '/(app)/(home)/anfragen',
	annehmen: '/(accept)/annehmen/[id]',
} as const;

export type HurriedScreen = keyof typeof hurriedScreens;

/** Those of them that are drawn before the app is there, with the script that does it, from the project's folder. */
export const earlyScripts = {
	anfragen: 'src/routes/(app)/(home)/anfragen/early.ts',
} as const;

/** The attribute of that script in its shell. */
export const earlyMark = 'data-early';

/** The attribute of the template that names, in the same shell, the files of the app. */
export const laterMark = 'data-later';
