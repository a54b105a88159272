/** The database connection of the mounted API, without two habits of the library. */
import { inspect } from 'node:util';
import { PostgresConnection } from '@supabase/lite/postgres';

function codeOf(error: object): string {
	return 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

class ApiConnection extends PostgresConnection {
	/**
	 * The library prints every refused statement to the console, with the values in it ("Key (email)=(…)"). Personal
	 * data has no place in a log, so what is printed is the code alone; the answer to the client stays the same.
	 */
	override normalizeDbError(error: unknown): unknown {
		const normal = super.normalizeDbError(error);
		if (normal instanceof Error) {
			const line = `API: statement refused (${codeOf(normal)})`;
			Object.defineProperty(normal, inspect.custom, { value: () => line, configurable: true });
		}
		return normal;
	}
}

/** Opens the pool of the API. `url` signs in `rufkreis_api` (roles.ts), whose settings limit what a statement may take. */
export function openApiConnection(url: string, max: number): PostgresConnection {
	const connection = new ApiConnection({
		url,
		postgresOptions: { max, onnotice: () => undefined, connection: { application_name: 'rufkreis api' } },
	});
	// On its first request the connection would grant every table of every schema with RLS to anon and authenticated and
	// trust policies alone (BasePostgresConnection.ensureRlsContext, 0.10). This says that has been done; and the role
	// could not do it.
	Reflect.set(connection, 'rlsState', 'active');
	return connection;
}
