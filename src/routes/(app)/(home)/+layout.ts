import { redirect } from '@sveltejs/kit';
import { signInPath } from '#domain/internal-path.ts';
import { startApp } from '#state/app.svelte.ts';
import type { LayoutLoad } from './$types.js';

// The app is drawn from the device, also where there is no network: none of its pages is rendered by a server.
export const ssr = false;

/** Opens what this device knows about the person. Needs no network; without a person the way leads to the sign-in. */
export const load: LayoutLoad = async ({ url }) => {
	const started = await startApp();
	if (started.outcome === 'signed_out') {
		redirect(307, signInPath(url));
	}
	return { started };
};
