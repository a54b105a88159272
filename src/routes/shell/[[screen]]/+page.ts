/*
 * What the worker answers a page load of the app with: an empty page that starts the app at the address it was loaded for. Holds nothing
 * about anybody. Under its own address it leads to the app.
 */
import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types.js';

export const ssr = false;
export const prerender = true;

export const load: PageLoad = () => redirect(307, '/anfragen');
