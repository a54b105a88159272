/** Start-up and request pipeline: wiring only. */
import type { Handle, RequestEvent, ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { languageCookie, parseAcceptLanguage, pickLanguage } from '#messages/language.ts';
import type { Language } from '#messages/language.ts';
import { addressAtHome } from '#server/loopback.ts';
import { startOrExit, startRuntime } from '#server/runtime.ts';

export const init: ServerInit = async () => {
	// Prerendering loads the hooks too; it must not start a database.
	if (!building) await startOrExit();
};

/** The prerendered shell is everybody's: it is German until the page knows better. */
function languageOf({ cookies, request }: RequestEvent): Language {
	if (building) return 'de';
	return pickLanguage({
		cookie: cookies.get(languageCookie),
		languages: parseAcceptLanguage(request.headers.get('accept-language')),
	});
}

export const handle: Handle = async ({ event, resolve }) => {
	if (!building) {
		const { backend, env } = await startRuntime();
		const { pathname, search } = event.url;
		const home = addressAtHome(event.request, pathname + search, env.origin);
		if (home) return new Response(null, { status: 307, headers: { location: home } });
		if (/^\/(?:auth|rest|storage)\/v1\//.test(pathname)) {
			const answer = backend.fetch(event.request, event.getClientAddress());
			if (answer) return answer;
		}
	}
	event.locals.language = languageOf(event);
	return resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', event.locals.language),
	});
};
