import { browserLanguage } from '#messages/browser-language.ts';
import { loadSpeech } from '#state/language.svelte.ts';
import type { LayoutLoad } from './$types.js';

// The app is drawn from the device, also where there is no network: no page of it is rendered by a server.
export const ssr = false;

export const load: LayoutLoad = async () => ({ speech: await loadSpeech(browserLanguage()) });
