import { browser } from '$app/environment';
import { browserLanguage } from '#messages/browser-language.ts';
import { loadSpeech } from '#state/language.svelte.ts';
import { askLanguage } from '../ask-language.ts';
import type { LayoutLoad } from './$types.js';

export const load: LayoutLoad = async ({ fetch }) => ({
	speech: await loadSpeech(browser ? browserLanguage() : await askLanguage(fetch)),
});
