/*
 * What the worker answers every page load of the app with: an empty page that starts the app at the address it was
 * loaded for. Holds nothing about anybody.
 */
export const ssr = false;
export const prerender = true;
