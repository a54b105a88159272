import { json } from '@sveltejs/kit';
import type { AppConfig } from '#contracts/config.ts';
import { startRuntime } from '#server/runtime.ts';
import type { RequestHandler } from './$types';

/** What a browser needs to know of this installation; nothing in it is secret. */
export const GET: RequestHandler = async () => {
	const { env, backend } = await startRuntime();
	const config: AppConfig = {
		supabaseUrl: backend.supabaseUrl,
		publishableKey: backend.publishableKey,
		vapidPublicKey: backend.vapid.publicKey,
		mode: backend.mode,
		demo: env.demo,
	};
	return json(config, { headers: { 'cache-control': 'no-cache' } });
};
