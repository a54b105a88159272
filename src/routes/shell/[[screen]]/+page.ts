/*
 * What the worker answers a page load of the app with: an empty page that starts the app at the address it was loaded for. Holds nothing
 * about anybody. Under its own address it leads to the app. The same page again for each screen a start is in a hurry for, with the names of
 * that screen's files in it (src/server/names-ahead.ts).
 */
import { redirect } from '@sveltejs/kit';
import { hurriedScreens } from '#domain/hurried-screens.ts';
import type { EntryGenerator, PageLoad } from './$types.js';

export const ssr = false;
export const prerender = true;

export const entries: EntryGenerator = () => [
	{},
	...Object.keys(hurriedScreens).map((screen) => ({ screen })),
];

export const load: PageLoad = () => redirect(307, '/anfragen');
