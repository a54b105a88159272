/**
 * A stranger with any address and any tool, against the product as it runs: every table × verb, every function, every door of sign-in, storage,
 * tickets and live, with every kind of key and token there is to hold without being let in. Nothing is read, nothing changes: the database and
 * the folder of files are the same before and after. Tables and functions come from the catalogue, doors from the routes folder.
 */
import { createHash, createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { clusterFolder } from '#server/backend/cluster.ts';
import { databaseUrl } from '#server/backend/connect.ts';
import { openKeys } from '#server/backend/keys.ts';
import { findPostmaster } from '#server/backend/postmaster.ts';
import { signToken } from '#tests/database/token.ts';
import { freePort } from '#tests/free-port.ts';
import { findDoors } from '#tests/routes.ts';
import { run, temporaryFolder } from './processes.ts';
import type { Program } from './processes.ts';

const folder = temporaryFolder();
let program: Program;
let origin: string;
let keys: ReturnType<typeof openKeys>;
let sql: Sql;

const request = 'e1000000-0000-4000-8000-000000000001';
const pending = 'f1000000-0000-4000-8000-000000000001';
const left = 'f1000000-0000-4000-8000-000000000002';

beforeAll(async () => {
	const port = await freePort();
	origin = `http://localhost:${port}`;
	program = run('src/server/start.ts', { PORT: String(port), DATA_DIR: folder.path });
	await program.printed('Beenden mit Strg+C.');
	keys = openKeys(folder.path, true);
	const running = findPostmaster(clusterFolder(folder.path));
	if (!running) throw new Error('no database');
	sql = postgres(databaseUrl(running.port, keys, 'owner'), { max: 2, onnotice: () => undefined });
	await sql`insert into auth.users (id, email, email_confirmed_at) values
		(${pending}, 'neu@fremd.example', now()), (${left}, 'weg@fremd.example', now())`;
	await sql`update public.profiles set status = 'left' where profile_id = ${left}`;
	// A photo of a case, as its requester uploads it: there must be something to steal.
	const [asker] = await sql<
		{ id: string }[]
	>`select requester_id as id from public.request_details where request_id = ${request}`;
	const upload = await fetch(`${origin}/storage/v1/object/attachments/${photo}`, {
		method: 'POST',
		headers: {
			apikey: keys.publishableKey,
			authorization: `Bearer ${signToken(asker?.id ?? '', keys.jwtSecret)}`,
			'content-type': 'image/jpeg',
		},
		body: 'geheimes Bild',
	});
	expect(upload.status).toBe(200);
});
afterAll(async () => {
	await sql.end({ timeout: 0 });
	program.signal('SIGKILL');
	await program.exited;
	await folder.remove();
});

const photo = `${request}/e9000000-0000-4000-8000-000000000001`;

function part(value: unknown): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function forged(claims: Record<string, unknown>, secret: string | undefined): string {
	const unsigned = `${part({ alg: secret === undefined ? 'none' : 'HS256', typ: 'JWT' })}.${part(claims)}`;
	return `${unsigned}.${secret === undefined ? '' : createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
}

/** By what it holds. Nobody here may read or change anything of the network. */
async function strangers(): Promise<Record<string, Record<string, string>>> {
	const [anna] = await sql<{ id: string }[]>`select id from auth.users where email = 'anna@coswig.example'`;
	const now = Math.floor(Date.now() / 1000);
	const annas = { sub: anna?.id, role: 'authenticated', aud: 'authenticated', exp: now + 3600 };
	const apikey = keys.publishableKey;
	return {
		nothing: {},
		'the public key': { apikey },
		'the public key as a token': { apikey, authorization: `Bearer ${apikey}` },
		'a guessed secret key': { apikey: 'sb_secret_guessed', authorization: 'Bearer sb_secret_guessed' },
		'an unsigned token': { apikey, authorization: `Bearer ${forged(annas, undefined)}` },
		'a token of another installation': { apikey, authorization: `Bearer ${forged(annas, 'x'.repeat(40))}` },
		'a token signed with the public key': { apikey, authorization: `Bearer ${forged(annas, apikey)}` },
		'an expired token': {
			apikey,
			authorization: `Bearer ${forged({ ...annas, exp: now - 10 }, keys.jwtSecret)}`,
		},
		'an unsigned token of service_role': {
			apikey,
			authorization: `Bearer ${forged({ ...annas, role: 'service_role' }, undefined)}`,
		},
		'a forged token of service_role': {
			apikey,
			authorization: `Bearer ${forged({ role: 'service_role', exp: now + 3600 }, 'guess')}`,
		},
		'a token of nobody': {
			apikey,
			authorization: `Bearer ${signToken('f1000000-0000-4000-8000-000000000009', keys.jwtSecret)}`,
		},
		'a session that waits to be admitted': {
			apikey,
			authorization: `Bearer ${signToken(pending, keys.jwtSecret)}`,
		},
		'a session of an active specialist that came by a password': {
			apikey,
			authorization: `Bearer ${forged({ ...annas, amr: [{ method: 'password', timestamp: now }] }, keys.jwtSecret)}`,
		},
		'a session of somebody who left': { apikey, authorization: `Bearer ${signToken(left, keys.jwtSecret)}` },
	};
}

/** Of these a stranger with an account reads their own row, and nothing of anybody else. */
const ownIds = [pending, left];

async function digest(): Promise<string> {
	const tables = await sql<{ name: string }[]>`
		select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'r' and n.nspname in ('public', 'private', 'storage', 'auth') order by 1`;
	const parts: string[] = [];
	for (const { name } of tables) {
		// That a refusal was remembered, with nothing but the id the stranger made, is all that may be left of them.
		if (name === 'private.commands') continue;
		const [row] = await sql.unsafe<{ digest: string }[]>(
			`select count(*) || md5(coalesce(string_agg((to_jsonb(t) - 'last_accessed_at')::text, ',' order by (to_jsonb(t) - 'last_accessed_at')::text), '')) as digest from ${name} t`,
		);
		parts.push(`${name} ${row?.digest ?? ''}`);
	}
	const files = readdirSync(join(folder.path, 'files'), { recursive: true, withFileTypes: true })
		.filter((file) => file.isFile())
		.map((file) => join(file.parentPath, file.name))
		.sort();
	for (const file of files)
		parts.push(`${file} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`);
	expect(files).not.toEqual([]);
	return parts.join('\n');
}

interface Attempt {
	method: string;
	path: string;
	body?: string;
	headers?: Record<string, string>;
}

async function everyTable(): Promise<Attempt[]> {
	const tables = await sql<{ name: string; schema: string; column: string }[]>`
		select n.nspname as schema, c.relname as name, a.attname as column from pg_class c
		join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum = 1
		where c.relkind in ('r', 'v', 'm') and n.nspname in ('public', 'private', 'auth', 'storage') order by 1, 2`;
	return tables.flatMap(({ schema, name, column }) => {
		const path = `/rest/v1/${name}`;
		const headers = { 'accept-profile': schema, 'content-profile': schema };
		const row = JSON.stringify({ [column]: request });
		// What the API does not show at all is refused by its name, before anybody asks what is to be done with it.
		if (schema !== 'public')
			return [
				{ method: 'GET', path: `${path}?select=*`, headers },
				{ method: 'POST', path, body: row, headers },
				{ method: 'DELETE', path: `${path}?${column}=not.is.null`, headers },
			];
		return [
			{ method: 'GET', path: `${path}?select=*`, headers },
			{ method: 'HEAD', path: `${path}?select=*`, headers: { ...headers, prefer: 'count=exact' } },
			{ method: 'GET', path: `${path}?select=*,profiles(*),requests(*)`, headers },
			{ method: 'POST', path, body: row, headers: { ...headers, prefer: 'return=representation' } },
			{ method: 'POST', path, body: row, headers: { ...headers, prefer: 'resolution=merge-duplicates' } },
			{ method: 'PATCH', path: `${path}?${column}=not.is.null`, body: row, headers },
			{ method: 'PUT', path: `${path}?${column}=eq.${request}`, body: row, headers },
			{
				method: 'DELETE',
				path: `${path}?${column}=not.is.null`,
				headers: { ...headers, prefer: 'return=representation' },
			},
		];
	});
}

async function everyFunction(): Promise<Attempt[]> {
	const functions = await sql<{ schema: string; name: string; names: string[] | null }[]>`
		select n.nspname as schema, p.proname as name, p.proargnames[1:p.pronargs] as names
		from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where n.nspname in ('public', 'private', 'auth', 'storage') order by 1, 2`;
	// Asking to be let in is what somebody outside may do; whether they are is no question of this test.
	return functions
		.filter(({ name }) => name !== 'enter_network')
		.flatMap(({ schema, name, names }) => {
			const given = (names ?? []).map(
				(argument) => [argument, argument.endsWith('_id') ? request : 'x'] as const,
			);
			const headers = { 'accept-profile': schema, 'content-profile': schema };
			const call = {
				method: 'POST',
				path: `/rest/v1/rpc/${name}`,
				body: JSON.stringify(Object.fromEntries(given)),
				headers,
			};
			if (schema !== 'public') return [call];
			return [
				call,
				{ method: 'POST', path: `/rest/v1/rpc/${name}`, body: '{}', headers },
				{ method: 'GET', path: `/rest/v1/rpc/${name}`, headers },
			];
		});
}

const storage: Attempt[] = [
	...[
		'object',
		'object/authenticated',
		'object/public',
		'object/info',
		'object/info/authenticated',
		'render/image/authenticated',
	].flatMap((door) => [
		{ method: 'GET', path: `/storage/v1/${door}/attachments/${photo}` },
		{ method: 'HEAD', path: `/storage/v1/${door}/attachments/${photo}` },
	]),
	...[
		'..%2f..%2fkeys.json',
		'%2e%2e/%2e%2e/keys.json',
		'....//keys.json',
		'%00',
		`${request}/../${photo}`,
	].flatMap((name) => [
		{ method: 'GET', path: `/storage/v1/object/attachments/${name}` },
		{ method: 'POST', path: `/storage/v1/object/attachments/${name}`, body: 'x' },
	]),
	{ method: 'GET', path: '/storage/v1/bucket' },
	{ method: 'GET', path: '/storage/v1/bucket/attachments' },
	{ method: 'POST', path: '/storage/v1/bucket', body: '{"name":"mine","public":true}' },
	{ method: 'PUT', path: '/storage/v1/bucket/attachments', body: '{"public":true}' },
	{ method: 'POST', path: '/storage/v1/bucket/attachments/empty' },
	{ method: 'DELETE', path: '/storage/v1/bucket/attachments' },
	...['list', 'list-v2'].map((door) => ({
		method: 'POST',
		path: `/storage/v1/object/${door}/attachments`,
		body: JSON.stringify({ prefix: request, limit: 100, offset: 0 }),
	})),
	{ method: 'POST', path: `/storage/v1/object/sign/attachments/${photo}`, body: '{"expiresIn":60}' },
	{
		method: 'POST',
		path: '/storage/v1/object/sign/attachments',
		body: JSON.stringify({ expiresIn: 60, paths: [photo] }),
	},
	{ method: 'POST', path: `/storage/v1/object/upload/sign/attachments/${photo}`, body: '{}' },
	{ method: 'PUT', path: `/storage/v1/object/upload/sign/attachments/${photo}?token=x`, body: 'x' },
	{
		method: 'POST',
		path: `/storage/v1/object/attachments/${photo}`,
		body: 'x',
		headers: { 'x-upsert': 'true' },
	},
	{ method: 'PUT', path: `/storage/v1/object/attachments/${photo}`, body: 'x' },
	{ method: 'DELETE', path: `/storage/v1/object/attachments/${photo}` },
	{ method: 'DELETE', path: '/storage/v1/object/attachments', body: JSON.stringify({ prefixes: [photo] }) },
	...['move', 'copy'].map((act) => ({
		method: 'POST',
		path: `/storage/v1/object/${act}`,
		body: JSON.stringify({ bucketId: 'attachments', sourceKey: photo, destinationKey: `${request}/stolen` }),
	})),
	{
		method: 'POST',
		path: '/storage/v1/upload/resumable',
		headers: { 'tus-resumable': '1.0.0', 'upload-length': '1' },
	},
	{ method: 'GET', path: '/storage/v1/s3/attachments' },
];

const auth: Attempt[] = [
	{
		method: 'POST',
		path: '/auth/v1/signup',
		body: '{"email":"neu@kreis.example","password":"geheim-geheim"}',
	},
	{ method: 'PUT', path: '/auth/v1/user', body: '{"data":{"role":"coordinator"}}' },
	{ method: 'GET', path: '/auth/v1/admin/users' },
	{ method: 'POST', path: '/auth/v1/admin/users', body: '{"email":"neu@kreis.example"}' },
	{
		method: 'POST',
		path: '/auth/v1/admin/generate_link',
		body: '{"type":"magiclink","email":"anna@coswig.example"}',
	},
	{ method: 'POST', path: '/auth/v1/invite', body: '{"email":"neu@kreis.example"}' },
	{ method: 'POST', path: '/auth/v1/recover', body: '{"email":"anna@coswig.example"}' },
	{ method: 'GET', path: '/auth/v1/verify?token=123456&type=magiclink' },
	{ method: 'POST', path: '/auth/v1/token?grant_type=refresh_token', body: '{"refresh_token":"x"}' },
	{ method: 'POST', path: '/auth/v1/token?grant_type=pkce', body: '{"auth_code":"x","code_verifier":"x"}' },
	{
		method: 'POST',
		path: '/auth/v1/token?grant_type=id_token',
		body: '{"provider":"google","id_token":"x"}',
	},
	{ method: 'POST', path: '/auth/v1/factors', body: '{}' },
	{ method: 'GET', path: '/auth/v1/authorize?provider=github' },
	{ method: 'GET', path: '/auth/v1//admin/users' },
	{ method: 'GET', path: '/auth/v1/%61dmin/users' },
	{ method: 'GET', path: '/rest/v1/../../auth/v1/admin/users' },
	{ method: 'GET', path: '/rest/v1/' },
	{ method: 'POST', path: '/graphql/v1', body: '{"query":"{__schema{types{name}}}"}' },
	{ method: 'GET', path: '/pg/tables' },
	{ method: 'GET', path: `/rest/v1/requests?or=(${Array(400).fill('title.like.*a*').join(',')})` },
];

const own: Attempt[] = [
	...findDoors()
		// A demo's mailbox is there to be read by whoever is at that machine.
		.filter((path) => path.startsWith('/api/') && !/\/(?:config|health|language)$/.test(path))
		.flatMap((path) => {
			const known = path.replace('[action]', 'accept').replaceAll(/\[\w+\]/g, request);
			return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => ({ method, path: known, body: '{}' }));
		}),
	...['accept', 'undo', 'later', 'decline', 'arrived', 'peek', 'pack', '__proto__'].map((action) => ({
		method: 'POST',
		path: `/api/tickets/${action}`,
		body: JSON.stringify({ ticket: `${request}.${'a'.repeat(43)}` }),
	})),
	{ method: 'GET', path: '/metrics', headers: { 'x-forwarded-for': '127.0.0.1' } },
	{ method: 'GET', path: '/metrics', headers: { authorization: 'Bearer undefined' } },
	{ method: 'GET', path: '/keys.json' },
	{ method: 'GET', path: '/.data/keys.json' },
	{ method: 'GET', path: '/%2e%2e/%2e%2e/package.json' },
];

/** Texts of the demo world, and what only the inside knows. */
async function treasures(): Promise<string[]> {
	const rows = await sql<{ text: string }[]>`
		select title as text from public.requests union all select body from public.request_details
		union all select email from auth.users where email not like '%@fremd.example' union all select phone from public.profile_contacts where phone is not null
		union all select display_name from public.profiles union all select title from public.articles`;
	const secrets = [keys.jwtSecret, keys.secretKey, keys.vapid.privateKey, 'geheimes Bild', 'ticket_secret'];
	return [...rows.map(({ text }) => text), ...secrets].filter((text) => text.length > 6);
}

test('reads nothing and changes nothing, whatever they hold and whatever they try', async () => {
	const attempts = [...(await everyTable()), ...(await everyFunction()), ...storage, ...auth, ...own];
	const forbidden = await treasures();
	expect(forbidden.length).toBeGreaterThan(30);
	const findings: string[] = [];

	function note(isRight: boolean, finding: string): void {
		if (!isRight) findings.push(finding);
	}

	async function attempt(
		holding: string,
		held: Record<string, string>,
		{ method, path, body, headers }: Attempt,
	) {
		const what = `${method} ${path} with ${holding}`;
		const answer = await fetch(origin + path, {
			method,
			redirect: 'manual',
			headers: { 'content-type': 'application/json', ...held, ...headers },
			...(body === undefined || method === 'GET' || method === 'HEAD' ? {} : { body }),
		});
		if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
			await answer.body?.cancel();
			note(false, `${what} opened a stream`);
			return;
		}
		const text = await answer.text();
		// Turned away for coming too often proves nothing; the doors of tickets, live and feedback count strictly, and are proven apart.
		if (!path.startsWith('/api/')) note(answer.status !== 429, `${what} came too often`);
		note(answer.status !== 500, `${what} broke: ${text.slice(0, 300)}`);
		const counted = answer.headers.get('content-range')?.split('/')[1];
		note(counted === undefined || counted === '*' || Number(counted) <= 1, `${what} counted ${counted}`);
		// A list of the API is empty, or holds the stranger's own row.
		if (answer.ok && path.startsWith('/rest/v1/') && method === 'GET' && text.startsWith('['))
			for (const row of z.array(z.unknown()).parse(JSON.parse(text)))
				note(
					ownIds.some((id) => JSON.stringify(row).includes(id)),
					`${what} read ${text.slice(0, 300)}`,
				);
		for (const treasure of forbidden) note(!text.includes(treasure), `${what} told „${treasure}“`);
	}

	const before = await digest();
	// All of them at once, each one thing after the other.
	await Promise.all(
		Object.entries(await strangers()).map(async ([holding, held]) => {
			for (const one of attempts) await attempt(holding, held, one);
		}),
	);
	expect(findings.slice(0, 40)).toEqual([]);
	expect(await digest()).toEqual(before);
}, 400_000);
