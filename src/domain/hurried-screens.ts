/**
 * Screens that a start may not keep a person waiting for, by the first part of their address, with the route whose files their shell names
 * ahead: without that a phone finds each file only in the one before it. Every other screen of the app shares its frame with the first.
 */
export const hurriedScreens = {
	anfragen: '/(app)/(home)/anfragen',
	annehmen: '/(accept)/annehmen/[id]',
} as const;

export type HurriedScreen = keyof typeof hurriedScreens;
