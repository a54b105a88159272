import type { Sql } from 'postgres';
import type { Env, VapidKeys } from '#env';

/**
 * The backend behind one interface: our own PostgreSQL with a mounted Supabase API, or a Supabase project elsewhere.
 * Nobody outside this folder asks which.
 */
export interface Backend {
	mode: Env['mode'];
	/** As the role that owns the schema, not as superuser; it bypasses RLS. */
	sql: Sql;
	databaseUrl: string;
	supabaseUrl: string;
	publishableKey: string;
	vapid: VapidKeys;
	/** Serves /auth/v1, /rest/v1 and /storage/v1 in embedded mode; undefined for everything else. */
	fetch: (request: Request, address?: string) => Promise<Response> | undefined;
	/** Ends connections and, in embedded mode, the database; within 3 s. Safe to call twice. */
	stop: () => Promise<void>;
}
