import { text } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** `de` or `en`, as this browser asks for it: for pages while the server draws them. */
export const GET: RequestHandler = ({ locals }) =>
	text(locals.language, { headers: { 'cache-control': 'no-store', vary: 'Accept-Language, Cookie' } });
