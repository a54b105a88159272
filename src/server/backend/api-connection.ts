/** The database connection of the mounted API, without four habits of the library. */
import { inspect } from 'node:util';
import { PostgresConnection } from '@supabase/lite/postgres';

/** With the drain before it and the database's own end after it, everything must be over after 3 s. */
const statementGraceMs = 200;

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

	/**
	 * The library waits for the last statement, and one that waits for a lock does so for as long as its own limit allows: stopping would take
	 * longer than anybody waits before the kill. Connections are cut by us, not left to the shutdown of the database: postgres.js 3.4.9 then
	 * rolls back into a socket that is gone, past every catch, and ends the process.
	 */
	override async close(): Promise<void> {
		await this.driver.end({ timeout: statementGraceMs / 1000 });
	}
}

/**
 * The library writes arguments of functions as JSON before it hands them over, and the driver would do so again: a list came to a function as a
 * text about a list. What is text by now goes as it is; of a JSON text alone that makes JSON or a refusal, and no command takes one.
 */
const jsonb = {
	to: 3802,
	from: [3802],
	serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
	parse: (text: string): unknown => JSON.parse(text),
};

/** Opens the pool of the API. `url` signs in `rufkreis_api` (roles.ts), whose settings limit what a statement may take. */
export function openApiConnection(url: string, max: number): PostgresConnection {
	const connection = new ApiConnection({
		url,
		postgresOptions: {
			max,
			onnotice: () => undefined,
			connection: { application_name: 'rufkreis api' },
			types: { jsonb },
		},
	});
	// On its first request the connection would grant every table of every schema with RLS to anon and authenticated and
	// trust policies alone (BasePostgresConnection.ensureRlsContext, 0.10). This says that has been done; and the role
	// could not do it.
	Reflect.set(connection, 'rlsState', 'active');
	return connection;
}
