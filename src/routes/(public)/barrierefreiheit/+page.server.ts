import { fail, redirect } from '@sveltejs/kit';
import { countAttempts } from '#server/attempts.ts';
import { feedbackRate, takeFeedback } from '#server/feedback.ts';
import { startRuntime } from '#server/runtime.ts';
import type { Actions } from './$types';

const limit = countAttempts(feedbackRate.perAddress, feedbackRate.windowMs);
const limitOfAll = countAttempts(feedbackRate.ofAll, feedbackRate.windowMs);
const statuses = {
	invalid: 400,
	malformed: 400,
	wrong_origin: 403,
	too_many: 429,
	unavailable: 503,
} as const;

/** A plain form, so that it works without JavaScript. No load function: a single one in any route adds 2 KB to every page. */
export const actions: Actions = {
	default: async ({ request, locals, getClientAddress }) => {
		const { env, sql, tellOfFeedback } = await startRuntime();
		const taken = await takeFeedback(request, {
			sql,
			origin: env.origin,
			address: getClientAddress(),
			language: locals.language,
			limit,
			limitOfAll,
		});
		// Nobody who wrote waits for a mail server.
		if (taken.outcome === 'kept') void tellOfFeedback();
		if (taken.outcome === 'kept') redirect(303, '/barrierefreiheit?gesendet#rueckmeldung');
		return fail(statuses[taken.outcome], taken);
	},
};
