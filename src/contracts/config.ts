/** `GET /api/config` and `GET /api/health`. */
import * as z from 'zod/mini';

export const appConfig = z.object({
	supabaseUrl: z.string(),
	publishableKey: z.string(),
	vapidPublicKey: z.string(),
	mode: z.enum(['embedded', 'hosted']),
	demo: z.boolean(),
});
export type AppConfig = z.infer<typeof appConfig>;

export type Health = {
	status: 'ok';
	version: string;
	mode: 'embedded' | 'hosted';
	database: 'ok';
	worker: { running: boolean; queued: number; oldest_queued_ms: number | null; last_error: string | null };
};
