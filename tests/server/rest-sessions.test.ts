import { createHmac, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { contentsOf } from '#tests/database/acting.ts';
import type { Contents } from '#tests/database/acting.ts';
import { openTestBackend } from '#tests/database/harness.ts';
import type { TestBackend } from '#tests/database/harness.ts';
import { buildWorld, emailOf, idOf, password } from '#tests/database/world.ts';

let backend: TestBackend;
let before: Contents;
beforeAll(async () => {
	backend = await openTestBackend();
	await buildWorld(backend.sql);
});
beforeEach(async () => {
	before = await contentsOf(backend.database);
});
afterAll(() => backend.stop());

type Claims = Record<string, unknown>;

function now(): number {
	return Math.floor(Date.now() / 1000);
}

function annas(more: Claims = {}): Claims {
	return {
		sub: idOf('anna'),
		role: 'authenticated',
		aud: 'authenticated',
		iat: now(),
		exp: now() + 3600,
		amr: [{ method: 'otp', timestamp: now() }],
		...more,
	};
}

function part(value: unknown): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function sign(
	claims: Claims,
	secret = inject('testServer').keys.jwtSecret,
	header: Claims = { alg: 'HS256', typ: 'JWT' },
): string {
	const unsigned = `${part(header)}.${part(claims)}`;
	const hash = header.alg === 'HS512' ? 'sha512' : 'sha256';
	return `${unsigned}.${createHmac(hash, secret).update(unsigned).digest('base64url')}`;
}

function rsaSigned(): string {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const unsigned = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(annas())}`;
	return `${unsigned}.${createSign('sha256').update(unsigned).sign(privateKey, 'base64url')}`;
}

function send(
	headers: Record<string, string>,
	path = '/rest/v1/rpc/accept_request',
	method = 'POST',
): Promise<Response> {
	const body = JSON.stringify({ command_id: randomUUID(), request_id: idOf('open') });
	const answer = backend.fetch(
		new Request(new URL(path, backend.supabaseUrl), {
			method,
			headers: { 'content-type': 'application/json', ...headers },
			...(method === 'POST' ? { body } : {}),
		}),
	);
	if (!answer) throw new Error(`no such door: ${path}`);
	return answer;
}

/** Nothing is read and nothing moves with these headers. */
async function expectShut(headers: Record<string, string>): Promise<void> {
	const command = await send(headers);
	expect([401, 403], await command.clone().text()).toContain(command.status);
	const read = await send(headers, '/rest/v1/requests?select=*', 'GET');
	expect([401, 403], await read.clone().text()).toContain(read.status);
	expect(await contentsOf(backend.database)).toEqual(before);
}

describe('a token', () => {
	const tokens: [string, () => string][] = [
		['that has expired', () => sign(annas({ iat: now() - 7200, exp: now() - 3600 }))],
		['that is not valid yet', () => sign(annas({ nbf: now() + 3600 }))],
		['signed with another secret', () => sign(annas(), 'another secret of more than thirty-two characters')],
		['signed with an empty secret', () => sign(annas(), '')],
		['signed with the publishable key', () => sign(annas(), backend.publishableKey)],
		['of algorithm none', () => `${part({ alg: 'none', typ: 'JWT' })}.${part(annas())}.`],
		['of algorithm none without a dot', () => `${part({ alg: 'none' })}.${part(annas())}`],
		['of algorithm NONE with a signature', () => sign(annas(), undefined, { alg: 'NONE', typ: 'JWT' })],
		['signed with a key of its own', rsaSigned],
		[
			'that brings its own key',
			() =>
				sign(annas(), 'mine', {
					alg: 'HS256',
					jwk: { kty: 'oct', k: Buffer.from('mine').toString('base64url') },
				}),
		],
		[
			'whose person was changed',
			() => sign(annas({ sub: idOf('olaf') })).replace(/\.[^.]+\./, `.${part(annas())}.`),
		],
		['whose signature is cut off', () => sign(annas()).slice(0, -6)],
		['that is empty', () => ''],
		['that is none', () => 'abc'],
		['that is null', () => 'null'],
		['that is a key of somebody', () => 'sb_secret_abc'],
	];

	test.each(tokens)('%s opens nothing, and nothing moved', async (_, make) => {
		await expectShut({ apikey: backend.publishableKey, authorization: `Bearer ${make()}` });
	});

	test.each(['supabase_admin', 'postgres', 'authenticator', 'supabase_auth_admin', 'pg_read_all_data'])(
		'that claims the role %s, even rightly signed, opens nothing',
		async (role) => {
			const headers = { apikey: backend.publishableKey, authorization: `Bearer ${sign(annas({ role }))}` };
			for (const [path, method] of [
				['/rest/v1/requests?select=*', 'GET'],
				['/rest/v1/rpc/accept_request', 'POST'],
			] as const) {
				const answer = await send(headers, path, method);
				expect(answer.status, await answer.clone().text()).toBeGreaterThanOrEqual(400);
			}
			expect(await contentsOf(backend.database)).toEqual(before);
		},
	);

	test('of somebody unknown, rightly signed, reads nothing', async () => {
		const answer = await backend.call('/rest/v1/requests?select=*', { as: randomUUID() });
		expect(await answer.json()).toEqual([]);
	});
});

describe('a key', () => {
	test.each([
		['none', {}],
		['an empty one', { apikey: '' }],
		['a wrong one', { apikey: 'sb_publishable_wrong' }],
		['the wrong kind', { apikey: 'sb_secret_wrong' }],
	])('(%s) opens nothing to a stranger, and nothing moved', async (_, headers) => {
		await expectShut(headers);
	});

	test.each([
		['none', {}],
		['a wrong one', { apikey: 'sb_publishable_wrong' }],
	])(
		'(%s) beside the token of a person never shows more than the token does',
		async (_, headers: Record<string, string>) => {
			const answer = await send(
				{ ...headers, authorization: `Bearer ${backend.tokenOf(idOf('mona'))}` },
				'/rest/v1/request_details?select=request_id',
				'GET',
			);
			if (answer.status === 200) expect(await answer.json()).toHaveLength(2);
			else expect([401, 403]).toContain(answer.status);
		},
	);
});

describe('signing in with a password', () => {
	function knock(email: unknown, secret: unknown, address = 'one'): Promise<Response> {
		const answer = backend.fetch(
			new Request(new URL('/auth/v1/token?grant_type=password', backend.supabaseUrl), {
				method: 'POST',
				headers: { apikey: backend.publishableKey, 'content-type': 'application/json' },
				body: JSON.stringify({ email, password: secret }),
			}),
			address,
		);
		if (!answer) throw new Error('no door for sign-in');
		return answer;
	}

	test('opens exactly the session of that person', async () => {
		const answer = await knock(emailOf('anna'), password);
		const { access_token: token, user } = (await answer.json()) as {
			access_token: string;
			user: { id: string };
		}; // looked at below
		expect(user.id).toBe(idOf('anna'));
		const read = await send(
			{ apikey: backend.publishableKey, authorization: `Bearer ${token}` },
			'/rest/v1/devices?select=label&order=label',
			'GET',
		);
		expect(await read.json()).toEqual([{ label: 'annasLaptop' }, { label: 'annasPhone' }]);
	});

	test.each([
		['a wrong password', emailOf('anna'), 'Rufkreis'],
		['no password', emailOf('anna'), undefined],
		['an empty password', emailOf('anna'), ''],
		['an unknown address', 'nobody@rathaus.example', password],
		['a list instead of an address', [emailOf('anna')], password],
		['SQL instead of an address', "' or '1'='1", password],
		['a pattern instead of an address', 'anna@%.example', password],
	])('is refused with %s, and nothing moved', async (_, email, secret) => {
		const answer = await knock(email, secret);
		expect(answer.status).toBeGreaterThanOrEqual(400);
		expect(answer.status).toBeLessThan(500);
		expect(await answer.text()).not.toContain('access_token');
		expect(await contentsOf(backend.database)).toEqual(before);
	});

	test('a refused sign-in does not tell whether the address is known', async () => {
		const [known, unknown] = await Promise.all([
			knock(emailOf('ben'), 'falsch'),
			knock('niemand@rathaus.example', 'falsch'),
		]);
		expect(unknown.status).toBe(known.status);
		expect(await unknown.text()).toBe(await known.text());
	});

	test('nobody makes themselves an account, and nothing moved', async () => {
		for (const path of ['/auth/v1/signup', '/auth/v1/signup/', '/auth/v1/admin/users', '/auth/v1/invite']) {
			const answer = await backend.call(path, {
				body: { email: 'neu@rathaus.example', password: 'geheim123' },
			});
			expect(answer.status, path).toBeGreaterThanOrEqual(400);
		}
		const [row] =
			await backend.sql`select count(*)::int as accounts from auth.users where email like 'neu@%'`;
		expect(row).toEqual({ accounts: 0 });
		expect(await contentsOf(backend.database)).toEqual(before);
	});

	test('nobody makes themselves somebody else by changing their account', async () => {
		const answer = await backend.call('/auth/v1/user', {
			method: 'PUT',
			as: idOf('mona'),
			body: { email: emailOf('anna'), data: { role: 'coordinator' } },
		});
		expect(answer.status).toBeGreaterThanOrEqual(400);
		expect(await contentsOf(backend.database)).toEqual(before);
	});
});

describe('a session of a real installation, rightly signed,', () => {
	let real: TestBackend;
	let untouched: Contents;
	beforeAll(async () => {
		real = await openTestBackend({ demo: false });
		await buildWorld(real.sql);
		untouched = await contentsOf(real.database);
	});
	afterAll(() => real.stop());

	const photo = `/storage/v1/object/attachments/${idOf('open')}/${crypto.randomUUID()}`;

	async function statuses(claims: Claims): Promise<Record<string, unknown>> {
		const headers = { authorization: `Bearer ${sign(claims)}` };
		const rows = await real.call('/rest/v1/requests?select=request_id', { headers });
		const itself = await real.call(`/rest/v1/profiles?profile_id=eq.${idOf('anna')}`, { headers });
		const account = await real.call('/rest/v1/rpc/my_account', { headers, body: {} });
		const command = await real.call('/rest/v1/rpc/accept_request', {
			headers,
			body: { command_id: randomUUID(), request_id: idOf('open') },
		});
		const upload = await real.call(photo, { headers: { ...headers, 'x-upsert': 'false' }, body: 'x' });
		return {
			rows: z.array(z.unknown()).parse(await rows.json()).length > 0,
			itself: z.array(z.unknown()).parse(await itself.json()).length,
			account: (await account.json()) !== null,
			command: command.status,
			upload: upload.ok,
		};
	}

	const shut = { rows: false, itself: 0, account: false, command: 403, upload: false };

	test.each([
		['that came by a password', { amr: [{ method: 'password', timestamp: 1 }] }],
		['that came from another provider', { amr: [{ method: 'oauth', timestamp: 1 }] }],
	])('%s reads nothing and may do nothing', async (_, more) => {
		expect(await statuses(annas(more))).toEqual(shut);
		expect(await contentsOf(real.database)).toEqual(untouched);
	});

	test.each([
		['that came by a code', {}],
		['that our own door let in, which says nothing in its tokens', { amr: undefined }],
	])('%s reads and acts', async (_, more) => {
		expect(await statuses(annas(more))).toMatchObject({ rows: true, itself: 1, account: true, command: 200 });
	});
});
