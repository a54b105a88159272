import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBackend } from '#tests/database/harness.ts';
import type { TestBackend } from '#tests/database/harness.ts';

let backend: TestBackend;
let anna: string;
let ben: string;

beforeAll(async () => {
	// A table of our own: these are facts about the API, not about the schema of the day.
	backend = await openTestBackend({
		prepare: async (sql) => {
			await sql
				.unsafe(
					`create table public.notes (id int primary key, author uuid not null, body text not null);
					alter table public.notes enable row level security;
					create policy "authors read their notes" on public.notes for select to authenticated
						using (author = (select auth.uid()));
					grant select on public.notes to authenticated;
					create table private.secrets (id int);
					alter table private.secrets enable row level security;
					create function public.who() returns jsonb language sql stable set search_path = '' as $$
						select pg_catalog.jsonb_build_object('role', current_user, 'uid', auth.uid(), 'jwt', auth.jwt() ->> 'role',
							'timeout', pg_catalog.current_setting('statement_timeout'))
					$$;
					grant execute on function public.who() to anon, authenticated;
					create function public.many() returns setof int language sql stable set search_path = '' as $$
						select pg_catalog.generate_series(1, 1500)
					$$;
					grant execute on function public.many() to authenticated;
					insert into storage.buckets (id, name) values ('photos', 'photos');
					create policy "everybody signed in keeps photos" on storage.objects for insert to authenticated
						with check (bucket_id = 'photos');
					create policy "everybody signed in sees photos" on storage.objects for select to authenticated
						using (bucket_id = 'photos');`,
				)
				.simple();
		},
	});
	anna = await backend.database.addAccount('anna@coswig.example', 'rufkreis');
	ben = await backend.database.addAccount('ben@meissen.example');
	await backend.sql`insert into public.notes values (1, ${anna}, 'eins'), (2, ${ben}, 'zwei')`;
});

afterAll(() => backend.stop());

async function signIn(email: string, password: string) {
	const answer = await backend.call('/auth/v1/token?grant_type=password', { body: { email, password } });
	return {
		status: answer.status,
		body: (await answer.json()) as { access_token?: string; refresh_token?: string },
	};
}

function base64url(value: unknown): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function grants() {
	return backend.sql`
		select n.nspname, c.relname, c.relacl::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('public', 'private', 'auth') order by 1, 2`;
}

test('a demo account signs in, is known, refreshes and signs out', async () => {
	const session = await signIn('Anna@coswig.example', 'rufkreis');
	expect(session.status).toBe(200);
	const headers = { authorization: `Bearer ${session.body.access_token}` };
	const user = await backend.call('/auth/v1/user', { headers });
	expect(await user.json()).toMatchObject({ id: anna, email: 'anna@coswig.example', role: 'authenticated' });
	const body = { refresh_token: session.body.refresh_token };
	expect((await backend.call('/auth/v1/token?grant_type=refresh_token', { body })).status).toBe(200);
	expect((await backend.call('/auth/v1/logout', { method: 'POST', headers })).status).toBe(204);
	expect((await backend.call('/auth/v1/user', { headers })).status).toBe(403);
});

test('a wrong password and an account without one stay outside', async () => {
	expect((await signIn('anna@coswig.example', 'falsch')).status).toBe(400);
	expect((await signIn('ben@meissen.example', '')).status).toBe(400);
	expect(
		(
			await backend.call('/auth/v1/signup', {
				body: { email: 'neu@kreis.example', password: 'geheim-geheim' },
			})
		).status,
	).toBe(422);
	expect(await backend.sql`select 1 from auth.users where email = 'neu@kreis.example'`).toEqual([]);
});

test('every person reads their own rows, over HTTP as in SQL', async () => {
	const own = await backend.call('/rest/v1/notes?select=id', { as: anna });
	expect([own.status, await own.json()]).toEqual([200, [{ id: 1 }]]);
	expect(await backend.database.as('authenticated', ben)((sql) => sql`select id from public.notes`)).toEqual([
		{ id: 2 },
	]);
	const stranger = await backend.call('/rest/v1/notes?select=id');
	expect([stranger.status, await stranger.json()]).toMatchObject([401, { code: '42501' }]);
});

test('functions see role and claims of the caller, and at most 8 s', async () => {
	const known = await backend.call('/rest/v1/rpc/who', { as: anna, body: {} });
	expect(await known.json()).toEqual({
		role: 'authenticated',
		uid: anna,
		jwt: 'authenticated',
		timeout: '8s',
	});
	const unknown = await backend.call('/rest/v1/rpc/who', { body: {} });
	expect(await unknown.json()).toEqual({ role: 'anon', uid: null, jwt: 'anon', timeout: '8s' });
});

test('what the harness sets is what the API sets', async () => {
	const [row] = await backend.database.as(
		'authenticated',
		anna,
	)((sql) => sql<{ who: unknown }[]>`select public.who() as who`);
	expect(row?.who).toMatchObject({ role: 'authenticated', uid: anna, jwt: 'authenticated' });
});

test('the API hands out no rights: after all kinds of requests every grant is as it was', async () => {
	const before = await grants();
	await backend.call('/rest/v1/notes', { as: anna });
	await backend.call('/rest/v1/notes', { as: anna, body: { id: 3, author: anna, body: 'drei' } });
	await backend.call('/storage/v1/object/list/photos', { as: anna, body: { prefix: '' } });
	await backend.call('/rest/v1/rpc/who', { body: {} });
	expect(await grants()).toEqual(before);
	expect(await backend.sql`select id from public.notes order by id`).toEqual([{ id: 1 }, { id: 2 }]);
	const [rights] = await backend.sql`
		select has_table_privilege('rufkreis_api', 'public.notes', 'insert with grant option') as give,
			has_table_privilege('authenticated', 'private.secrets', 'select') as peek`;
	expect(rights).toEqual({ give: false, peek: false });
});

test('without a valid key nothing answers, and no key from outside makes an admin', async () => {
	const none = await backend.fetch(new Request('http://localhost:3000/rest/v1/notes'));
	expect(none?.status).toBe(401);
	expect((await backend.call('/rest/v1/notes', { headers: { apikey: 'sb_secret_guess' } })).status).toBe(401);
});

test('a forged token makes nobody anything', async () => {
	const claims = base64url({ role: 'service_role', sub: anna });
	const unsigned = { authorization: `Bearer ${base64url({ alg: 'none' })}.${claims}.` };
	const answer = await backend.call('/rest/v1/rpc/who', { body: {}, headers: unsigned });
	expect(await answer.json()).toMatchObject({ role: 'anon', uid: null });
	const strange = { authorization: `Bearer ${base64url({ alg: 'HS256' })}.${claims}.${'A'.repeat(43)}` };
	expect((await backend.call('/rest/v1/rpc/who', { body: {}, headers: strange })).status).toBe(401);
});

test.each(['auth', 'private', 'storage'])('the schema %s is not exposed', async (schema) => {
	const answer = await backend.call('/rest/v1/users', { as: anna, headers: { 'accept-profile': schema } });
	expect([answer.status, await answer.json()]).toMatchObject([406, { code: 'PGRST106' }]);
});

test('an answer has at most 1000 rows', async () => {
	const answer = await backend.call('/rest/v1/rpc/many', { as: anna, body: {} });
	expect(await answer.json()).toHaveLength(1000);
});

test('bodies over the limits get 413 and a sentence', async () => {
	const json = await backend.call('/rest/v1/rpc/who', { body: { text: 'x'.repeat(64 * 1024) } });
	expect([json.status, await json.json()]).toMatchObject([
		413,
		{ message: 'Die Anfrage ist größer als 64 KB.' },
	]);
	const upload = await backend.fetch(
		new Request('http://localhost:3000/storage/v1/object/photos/gross.jpg', {
			method: 'POST',
			body: new Uint8Array(10 * 1024 * 1024 + 64 * 1024 + 1),
		}),
	);
	expect([upload?.status, await upload?.json()]).toMatchObject([
		413,
		{ message: 'Die Datei ist größer als 10 MB.' },
	]);
});

async function store(
	path: string,
	bytes: Uint8Array<ArrayBuffer>,
	as: string | undefined,
): Promise<Response> {
	const headers = {
		apikey: backend.publishableKey,
		'content-type': 'image/png',
		...(as === undefined ? {} : { authorization: `Bearer ${backend.tokenOf(as)}` }),
	};
	const request = new Request(`http://localhost:3000/storage/v1/object/photos/${path}`, {
		method: 'POST',
		headers,
		body: bytes,
	});
	const answer = backend.fetch(request);
	if (!answer) throw new Error('storage does not answer');
	return answer;
}

test('a photo comes back byte for byte, to those who may see it', async () => {
	const bytes = crypto.getRandomValues(new Uint8Array(50_000));
	expect((await store('a/b.png', bytes, anna)).status).toBe(200);
	const seen = await backend.call('/storage/v1/object/photos/a/b.png', { as: ben });
	expect(seen.headers.get('content-type')).toBe('image/png');
	expect(new Uint8Array(await seen.arrayBuffer())).toEqual(bytes);
	expect((await backend.call('/storage/v1/object/photos/a/b.png')).status).toBe(400);
	expect((await store('a/c.png', bytes, undefined)).status).toBe(400);
});

test.each(['..%2F..%2F..%2Fetc%2Fpasswd', '%2e%2e/%2e%2e/keys.json', '/etc/passwd'])(
	'the key %s names no file outside',
	async (key) => {
		const answer = await store(key, new TextEncoder().encode('böse'), anna);
		const back = await backend.call(`/storage/v1/object/photos/${key}`, { as: anna });
		// Either the key is refused, or it is a name like any other.
		if (answer.ok) expect(await back.text()).toBe('böse');
		else expect([answer.status < 500, back.ok]).toEqual([true, false]);
	},
);

test('a phone that takes gzip gets a long answer of the data API so, and its session never', async () => {
	const headers = { 'accept-encoding': 'gzip, deflate' };
	const list = await backend.call('/rest/v1/rpc/many', { as: anna, body: {}, headers });
	expect(list.headers.get('content-encoding')).toBe('gzip');
	const numbers: unknown = JSON.parse(gunzipSync(await list.arrayBuffer()).toString());
	expect(numbers).toHaveLength(1000);
	const session = await backend.call('/auth/v1/token?grant_type=password', {
		body: { email: 'anna@coswig.example', password: 'rufkreis' },
		headers,
	});
	expect([session.status, session.headers.get('content-encoding')]).toEqual([200, null]);
});
