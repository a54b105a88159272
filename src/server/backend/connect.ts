/** How our own code reaches the embedded database. */
import postgres from 'postgres';
import type { Sql } from 'postgres';
import { adminRole } from './cluster.ts';
import type { Keys } from './keys.ts';
import { apiRole, ownerRole } from './roles.ts';

/** The address of a database on our own server, for one of its three sign-in roles. */
export function databaseUrl(
	port: number,
	keys: Keys,
	role: 'admin' | 'owner' | 'api',
	database = 'postgres',
): string {
	const name = { admin: adminRole, owner: ownerRole, api: apiRole }[role];
	return `postgres://${name}:${keys.passwords[role]}@127.0.0.1:${port}/${database}`;
}

/** A pool for our own server: notices of idempotent statements are not news. */
export function connect(url: string, max = 10): Sql {
	return postgres(url, { max, onnotice: () => undefined, connection: { application_name: 'rufkreis' } });
}
