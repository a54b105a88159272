import { loadSpeech } from '#state/language.svelte.ts';
import type { LayoutLoad } from './$types.js';

export const load: LayoutLoad = async ({ data }) => ({ speech: await loadSpeech(data.language) });
