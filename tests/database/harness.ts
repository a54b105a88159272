/**
 * What a test of SQL or of the API needs: its own database, cloned from the migrated template in some 50 ms, and, on
 * top of one, the whole embedded backend. Import it in tests of the projects "database" and "server" only.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Sql, TransactionSql } from 'postgres';
import { inject } from 'vitest';
import { mountApi } from '#server/backend/api.ts';
import type { Backend } from '#server/backend/backend.ts';
import { connect, databaseUrl } from '#server/backend/connect.ts';
import { ownerRole } from '#server/backend/roles.ts';
import { openMailbox } from '#server/mail/mailbox.ts';
import type { Mailbox } from '#server/mail/mailbox.ts';
import type { Mailer } from '#server/mail/mailer.ts';
import { templateName } from './test-server.ts';
import { sessionClaims, signToken } from './token.ts';

export type Role = 'anon' | 'authenticated' | 'service_role';

/** Runs work in one transaction as somebody; it is rolled back when the work throws. */
export type Actor = <T>(work: (sql: TransactionSql) => Promise<T>) => Promise<T>;

export interface TestDatabase {
	name: string;
	/** As the owner of the schema: sees and may do everything. */
	sql: Sql;
	/** Signs in the owner. */
	url: string;
	/** Role and claims as the API sets them for a request. */
	as: (role: Role, userId?: string) => Actor;
	/** An account that can sign in; answers its id. Whatever triggers hang on auth.users have run. */
	addAccount(email: string, password?: string): Promise<string>;
	/** Ends its connections; the database stays, and can be copied. */
	close(): Promise<void>;
	drop(): Promise<void>;
}

export interface TestBackend extends Backend {
	database: TestDatabase;
	/** What it has mailed, unless it was given a mailer. */
	mailbox: Mailbox;
	/** A bearer token of this account, as sign-in would give it. */
	tokenOf(userId: string): string;
	/** A call to the API with the publishable key and, if given, somebody's token; JSON in. `from`: the address of the sender. */
	call(
		path: string,
		options?: { as?: string; method?: string; body?: unknown; headers?: HeadersInit; from?: string },
	): Promise<Response>;
	/** The same backend on the same database, as after a restart. */
	restart(): Promise<void>;
}

/** Some calls of one test wait for each other; more connections than that would only starve other tests. */
const poolSize = 4;

async function administer(statement: string): Promise<void> {
	const { port, keys } = inject('testServer');
	const admin = connect(databaseUrl(port, keys, 'admin'), 1);
	await admin.unsafe(statement);
	await admin.end();
}

/** A new database: migrated and empty, or a copy of `template`, to which nobody may be connected. */
export async function createTestDatabase(template = templateName): Promise<TestDatabase> {
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	await administer(`create database ${name} owner ${ownerRole} template ${template}`);
	return openTestDatabase(name);
}

/** Connections to a database that is there. */
export function openTestDatabase(name: string): TestDatabase {
	const { port, keys } = inject('testServer');
	const url = databaseUrl(port, keys, 'owner', name);
	const sql = connect(url, poolSize);

	function as(role: Role, userId = ''): Actor {
		const claims = JSON.stringify(userId ? { ...sessionClaims(userId), role } : { role });
		return async function act(work) {
			// postgres.js unwraps arrays of promises in its type; a box keeps the caller's type.
			const { result } = await sql.begin(async (transaction) => {
				await transaction`
					select set_config('role', ${role}, true), set_config('request.jwt.claim.sub', ${userId}, true),
						set_config('request.jwt.claim.role', ${role}, true), set_config('request.jwt.claims', ${claims}, true)`;
				return { result: await work(transaction) };
			});
			return result;
		};
	}

	return {
		name,
		sql,
		url,
		as,
		async addAccount(email, password) {
			const id = randomUUID();
			await sql`
				insert into auth.users (id, email, encrypted_password, email_confirmed_at)
				values (${id}, ${email}, ${password ? sql`extensions.crypt(${password}, extensions.gen_salt('bf', 4))` : null}, now())`;
			return id;
		},
		close: () => sql.end({ timeout: 0 }),
		async drop() {
			await sql.end({ timeout: 0 });
			await administer(`drop database if exists ${name} with (force)`);
		},
	};
}

export interface TestBackendOptions {
	demo?: boolean;
	origin?: string;
	mailer?: Mailer;
	/** Runs as owner before the API reads the schema, which it does once. */
	prepare?: (sql: Sql) => Promise<void>;
}

/** The whole embedded backend on a database of its own; `stop` also drops the database. */
export async function openTestBackend(options: TestBackendOptions = {}): Promise<TestBackend> {
	const { demo = true, origin = 'http://localhost:3000', prepare } = options;
	const mailbox = openMailbox();
	const { port, keys, folder } = inject('testServer');
	const database = await createTestDatabase();
	await prepare?.(database.sql);

	function mount() {
		return mountApi({
			databaseUrl: databaseUrl(port, keys, 'api', database.name),
			keys,
			filesDir: join(folder, `files-${database.name}`),
			origin,
			demo,
			mailer: options.mailer ?? mailbox,
			signInSql: database.sql,
			maxConnections: poolSize,
		});
	}

	let api = await mount();

	function tokenOf(userId: string): string {
		return signToken(userId, keys.jwtSecret);
	}

	return {
		mode: 'embedded',
		sql: database.sql,
		databaseUrl: database.url,
		supabaseUrl: origin,
		publishableKey: keys.publishableKey,
		vapid: { subject: 'mailto:betrieb@rufkreis.example', ...keys.vapid },
		fetch: (request, address) => api.fetch(request, address),
		database,
		mailbox,
		tokenOf,
		async call(path, { as, method, body, headers, from } = {}) {
			const request = new Request(new URL(path, origin), {
				method: method ?? (body === undefined ? 'GET' : 'POST'),
				headers: {
					apikey: keys.publishableKey,
					...(body === undefined ? {} : { 'content-type': 'application/json' }),
					...(as === undefined ? {} : { authorization: `Bearer ${tokenOf(as)}` }),
					...Object.fromEntries(new Headers(headers)),
				},
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
			const answer = api.fetch(request, from);
			if (!answer) throw new Error(`no such door: ${path}`);
			return answer;
		},
		async restart() {
			await api.stop();
			api = await mount();
		},
		async stop() {
			await api.stop();
			await database.drop();
		},
	};
}
