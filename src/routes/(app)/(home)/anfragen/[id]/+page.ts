import { files } from '#messages/de/files.ts';
import { network } from '#messages/de/network.ts';
import { request } from '#messages/de/request.ts';
import { requests } from '#messages/de/requests.ts';
import { loadArea } from '#state/language.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async () => {
	await Promise.all([
		loadArea('files', files, async () => (await import('#messages/en/files.ts')).files),
		loadArea('network', network, async () => (await import('#messages/en/network.ts')).network),
		loadArea('request', request, async () => (await import('#messages/en/request.ts')).request),
		loadArea('requests', requests, async () => (await import('#messages/en/requests.ts')).requests),
	]);
};
