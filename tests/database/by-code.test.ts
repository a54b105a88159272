/**
 * A session counts only if it came by a code. Here as the database decides it, for every way a token may say how it came to be; over HTTP, with
 * tokens rightly signed, in tests/server/rest-sessions.test.ts.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentsOf } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, idOf } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterAll(() => database.drop());

/** As coordination, who may read everything there is, with what the token says beside that. */
async function ask<T extends object>(claims: object, statement: string): Promise<T[]> {
	const { result } = await database.sql.begin(async (sql) => {
		const said = JSON.stringify({
			sub: idOf('kora'),
			role: 'authenticated',
			aud: 'authenticated',
			...claims,
		});
		await sql`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${said}, true)`;
		return { result: await sql.unsafe<T[]>(statement) };
	});
	return [...result];
}

const byPassword = { amr: [{ method: 'password', timestamp: 1 }] };
const distrusted: [string, object][] = [
	['came by a password', byPassword],
	['came by a password and a second factor', { amr: [...byPassword.amr, { method: 'totp', timestamp: 2 }] }],
	['came from another provider', { amr: [{ method: 'oauth', timestamp: 1 }] }],
	['has no name', { amr: [{ method: 'anonymous', timestamp: 1 }] }],
	['says it in a form we do not know', { amr: ['otp'] }],
	['says it of something else', { amr: { method: 'otp' } }],
	['says nothing', {}],
	['says it where the person may write', { user_metadata: { amr: [{ method: 'otp' }] } }],
	[
		'came by a password and says otherwise where the person may write',
		{ ...byPassword, user_metadata: { amr: [{ method: 'otp' }] }, app_metadata: {} },
	],
];

async function tables(): Promise<string[]> {
	const rows = await database.sql<{ name: string }[]>`
		select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`;
	return rows.map(({ name }) => name);
}

describe.each(distrusted)('a session that %s', (_, claims) => {
	test('reads no row, not even its own', async () => {
		const read: string[] = [];
		for (const name of [...(await tables()).map((table) => `public.${table}`), 'storage.objects'])
			if ((await ask(claims, `select 1 from ${name} limit 1`)).length > 0) read.push(name);
		expect(read).toEqual([]);
	});

	test('gets nothing out of any door of reading', async () => {
		for (const door of [
			'coordination_overview',
			'my_account',
			'my_contact',
			'read_feedback',
			'read_operations',
		])
			expect(await ask(claims, `select public.${door}() as answer`), door).toEqual([{ answer: null }]);
		const [pulled] = await ask<{ answer: { changes?: object; rows?: object } }>(
			claims,
			'select public.pull_changes() as answer',
		);
		const text = JSON.stringify(pulled);
		for (const treasure of ['Kora', 'Anna', 'Riesa', 'Netz']) expect(text).not.toContain(treasure);
	});

	test('sends no command, and nothing moves, not even the list of commands', async () => {
		const before = await contentsOf(database);
		const commands = await database.sql<{ name: string; types: string[] }[]>`
			select p.proname as name, array(select format_type(t, null) from unnest(p.proargtypes) t)::text[] as types
			from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proargnames[1] = 'command_id' order by 1`;
		expect(commands.length).toBeGreaterThan(25);
		for (const { name, types } of commands) {
			const given = types.map((type) =>
				type === 'uuid' ? 'gen_random_uuid()' : type.endsWith('[]') ? `'{}'::${type}` : `null::${type}`,
			);
			await expect(ask(claims, `select public.${name}(${given.join(', ')})`), name).rejects.toMatchObject({
				code: '42501',
				message: 'this session did not come by a code',
			});
		}
		expect(await contentsOf(database)).toEqual(before);
	});
});

test.each(['otp', 'magiclink'])(
	'a session that came by a code, which the token calls %s, reads',
	async (method) => {
		const rows = await ask({ amr: [{ method, timestamp: 1 }] }, 'select 1 from public.requests');
		expect(rows.length).toBeGreaterThan(3);
	},
);

test('where our own door stands before sign-in, a token need not say it; what it says still counts', async () => {
	await database.sql`insert into private.settings (key, value) values ('sign_in_door', 'ours')`;
	expect((await ask({}, 'select 1 from public.requests')).length).toBeGreaterThan(3);
	expect(await ask(byPassword, 'select 1 from public.requests')).toEqual([]);
	await database.sql`delete from private.settings where key = 'sign_in_door'`;
	expect(await ask({}, 'select 1 from public.requests')).toEqual([]);
});

describe('a password that somebody chose for a stranger’s address', () => {
	test('is gone once the owner of the address has proven it', async () => {
		const id = crypto.randomUUID();
		await database.sql`
			insert into auth.users (id, email, encrypted_password) values (${id}, 'opfer@riesa.example', extensions.crypt('geheim', extensions.gen_salt('bf', 4)))`;
		// As Supabase Auth writes it when a code is redeemed: these columns and no other.
		await database.sql`update auth.users set confirmation_token = '', email_confirmed_at = now() where id = ${id}`;
		const [row] = await database.sql`select encrypted_password from auth.users where id = ${id}`;
		expect(row).toEqual({ encrypted_password: '' });
	});

	test('and what happens to an account later touches no password', async () => {
		const id = await database.addAccount('demo@riesa.example', 'rufkreis');
		await database.sql`update auth.users set email_confirmed_at = now(), last_sign_in_at = now() where id = ${id}`;
		const [row] = await database.sql`
			select encrypted_password = extensions.crypt('rufkreis', encrypted_password) as kept from auth.users where id = ${id}`;
		expect(row).toEqual({ kept: true });
	});
});
