import { error } from '@sveltejs/kit';
import { drawMailbox } from '#server/mail/mailbox-page.ts';
import { startRuntime } from '#server/runtime.ts';
import type { RequestHandler } from './$types';

/** The mails of a demo. Anywhere else there is no such page. */
export const GET: RequestHandler = async ({ locals }) => {
	const { env, post } = await startRuntime();
	if (!env.demo) error(404, 'not found');
	return drawMailbox(post.mailbox?.read(), locals.language);
};
