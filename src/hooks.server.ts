/** Start-up and request pipeline: wiring only. */
import type { Handle, HandleServerError, RequestEvent, ServerInit } from '@sveltejs/kit';
import { building, dev } from '$app/environment';
import { languageCookie, parseAcceptLanguage, pickLanguage } from '#messages/language.ts';
import type { Language } from '#messages/language.ts';
import { compress } from '#server/compress.ts';
import { doorOf } from '#server/doors.ts';
import { openGate } from '#server/gate.ts';
import type { Gate } from '#server/gate.ts';
import { kept, withPolicy } from '#server/headers.ts';
import { addressAtHome } from '#server/loopback.ts';
import { nameAhead } from '#server/names-ahead.ts';
import { describeError, reportFailure } from '#server/report.ts';
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

let gate: Gate | undefined;

/** Behind a proxy that was told to name the sender and did not, everybody counts as one rather than as nobody. */
function addressOf(event: RequestEvent): string {
	try {
		return event.getClientAddress();
	} catch {
		return 'unknown';
	}
}

/** What happened and where in the code, never what was asked: an address holds ids, and an error may quote what somebody wrote. */
export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status >= 500)
		reportFailure(`Unerwarteter Fehler: ${describeError(error)}`, {
			door: doorOf(event.url.pathname),
			route: event.route.id ?? 'none',
			status,
		});
};

export const handle: Handle = async ({ event, resolve }) => {
	if (!building) {
		const { backend, env } = await startRuntime();
		const { pathname, search } = event.url;
		const home = addressAtHome(event.request, pathname + search, env.origin);
		if (home) return new Response(null, { status: 307, headers: { location: home } });
		gate ??= openGate(env);
		const address = addressOf(event);
		const refusal = gate(event.request, pathname, address);
		if (refusal) return refusal;
		const answer = backend.fetch(event.request, address);
		if (answer) return kept(await answer, 'no-store');
	}
	event.locals.language = languageOf(event);
	const page = await resolve(event, {
		transformPageChunk: ({ html }) => {
			const page = html.replace('%lang%', event.locals.language);
			return building ? nameAhead(page, event.url.pathname) : page;
		},
	});
	if (building || dev) return page;
	const { backend, env } = await startRuntime();
	const ours = withPolicy(page, { origin: env.origin, supabaseUrl: backend.supabaseUrl });
	return compress(event.request, ours, 'text/html');
};
