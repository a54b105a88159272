/** Start-up and request pipeline: wiring only. */
import type { Handle, ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { startOrExit, startRuntime } from '#server/runtime.ts';

export const init: ServerInit = async () => {
	// Prerendering loads the hooks too; it must not start a database.
	if (!building) await startOrExit();
};

export const handle: Handle = async ({ event, resolve }) => {
	if (!building && /^\/(?:auth|rest|storage)\/v1\//.test(event.url.pathname)) {
		const { backend } = await startRuntime();
		const answer = backend.fetch(event.request, event.getClientAddress());
		if (answer) return answer;
	}
	return resolve(event);
};
