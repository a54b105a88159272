import { expect, test, vi } from 'vitest';
import { openAuthDoor } from './auth-door.ts';
import type { SignInCodes } from './sign-in-codes.ts';

const origin = 'http://localhost:3000';
const account = { email: 'anna@coswig.example', password: 'falsch' };

/** What goes through codes has a test of its own (code-door.test.ts). */
const codesOfNobody: SignInCodes = {
	beginMail: () => Promise.reject(new Error('no code here')),
	takeBackMail: () => Promise.reject(new Error('no code here')),
	keep: () => Promise.reject(new Error('no code here')),
	redeem: () => Promise.reject(new Error('no code here')),
};

function makeDoor({ demo = true, status = 400 } = {}) {
	let time = 0;
	const next = vi.fn((request: Request) =>
		Promise.resolve(Response.json({ inner: request.url }, { status })),
	);
	const door = openAuthDoor({
		demo,
		origin,
		publishableKey: 'sb_publishable_test',
		codes: codesOfNobody,
		mailer: { send: () => Promise.reject(new Error('no mail here')) },
		next,
		now: () => time,
	});

	async function ask(method: string, path: string, body?: unknown, address = '192.0.2.1') {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		const request = new Request(origin + path, { method, ...(body === undefined ? {} : { body: text }) });
		const answer = await door(request, address);
		return { status: answer.status, body: (await answer.json()) as unknown };
	}

	return { ask, next, passTime: (ms: number) => (time += ms) };
}

test.each([
	['POST', '/auth/v1/signup', 422, 'signup_disabled'],
	['POST', '/auth/v1/otp', 401, 'no_authorization'],
	['POST', '/auth/v1/verify', 401, 'no_authorization'],
	['POST', '/auth/v1/resend', 401, 'no_authorization'],
	['GET', '/auth/v1/otp', 404, 'not_found'],
	['GET', '/auth/v1/resend', 404, 'not_found'],
	['GET', '/auth/v1/verify?token=x&type=magiclink', 404, 'not_found'],
	['POST', '/auth/v1/magiclink', 404, 'not_found'],
	['POST', '/auth/v1/recover', 404, 'not_found'],
	['PUT', '/auth/v1/user', 404, 'not_found'],
	['GET', '/auth/v1/authorize?provider=github', 404, 'not_found'],
	['GET', '/auth/v1/callback', 404, 'not_found'],
	['GET', '/auth/v1/admin/users', 404, 'not_found'],
	['POST', '/auth/v1//signup', 404, 'not_found'],
	['POST', '/auth/v1/signup/', 404, 'not_found'],
	['POST', '/auth/v1/%73ignup', 404, 'not_found'],
	['POST', '/auth/v1/token', 404, 'not_found'],
	['POST', '/auth/v1/token?grant_type=pkce', 404, 'not_found'],
	['POST', '/auth/v1/token?grant_type=refresh_token&grant_type=password', 404, 'not_found'],
	['GET', '/auth/v1/token?grant_type=password', 404, 'not_found'],
])('%s %s is refused and reaches nobody', async (method, path, status, code) => {
	const { ask, next } = makeDoor({ status: 200 });
	const answer = await ask(method, path, method === 'GET' ? undefined : account);
	expect(answer).toMatchObject({ status, body: { code: status, error_code: code } });
	expect(next).not.toHaveBeenCalled();
});

test.each([
	['GET', '/auth/v1/user'],
	['GET', '/auth/v1/settings'],
	['POST', '/auth/v1/logout?scope=local'],
])('%s %s passes', async (method, path) => {
	const { ask } = makeDoor({ status: 200 });
	expect(await ask(method, path)).toEqual({ status: 200, body: { inner: origin + path } });
});

test('a password opens demo accounts only', async () => {
	const path = '/auth/v1/token?grant_type=password';
	const demo = makeDoor({ status: 200 });
	expect((await demo.ask('POST', path, { ...account, email: ' Anna@Coswig.EXAMPLE ' })).status).toBe(200);
	expect(await demo.next.mock.calls[0]?.[0].json()).toEqual({
		email: 'anna@coswig.example',
		password: 'falsch',
	});
	expect((await demo.ask('POST', path, { ...account, email: 'chef@kreis-meissen.de' })).status).toBe(422);
	expect((await demo.ask('POST', path, '{"email":')).status).toBe(400);
	expect(demo.next).toHaveBeenCalledOnce();

	const real = makeDoor({ demo: false, status: 200 });
	expect((await real.ask('POST', path, account)).status).toBe(422);
	expect(real.next).not.toHaveBeenCalled();
});

test('a session is refreshed with its token and nothing else', async () => {
	const { ask, next } = makeDoor({ status: 200 });
	const path = '/auth/v1/token?grant_type=refresh_token&apikey=x';
	expect((await ask('POST', path, { refresh_token: 'abc', email: 'a@b.example' })).status).toBe(200);
	const inner = next.mock.calls[0]?.[0];
	expect(inner?.url).toBe(`${origin}/auth/v1/token?grant_type=refresh_token`);
	expect(await inner?.json()).toEqual({ refresh_token: 'abc' });
	expect((await ask('POST', path, {})).status).toBe(400);
});

test('after ten wrong passwords in a minute the account waits, others do not', async () => {
	const { ask, next, passTime } = makeDoor();
	const path = '/auth/v1/token?grant_type=password';
	for (let attempt = 0; attempt < 10; attempt += 1)
		expect((await ask('POST', path, account)).status).toBe(400);
	expect(await ask('POST', path, account)).toMatchObject({
		status: 429,
		body: { error_code: 'over_request_rate_limit' },
	});
	expect(next).toHaveBeenCalledTimes(10);
	expect((await ask('POST', path, { ...account, email: 'ben@meissen.example' })).status).toBe(400);
	passTime(60_001);
	expect((await ask('POST', path, account)).status).toBe(400);
});

test('right passwords use up nothing', async () => {
	const { ask } = makeDoor({ status: 200 });
	for (let attempt = 0; attempt < 15; attempt += 1) {
		expect((await ask('POST', '/auth/v1/token?grant_type=password', account)).status).toBe(200);
	}
});

test('one sender cannot try every account', async () => {
	const { ask } = makeDoor();
	const path = '/auth/v1/token?grant_type=password';
	for (let attempt = 0; attempt < 100; attempt += 1) {
		expect((await ask('POST', path, { ...account, email: `konto${attempt}@kreis.example` })).status).toBe(
			400,
		);
	}
	expect((await ask('POST', path, { ...account, email: 'noch-eins@kreis.example' })).status).toBe(429);
	expect(
		(await ask('POST', path, { ...account, email: 'noch-eins@kreis.example' }, '192.0.2.2')).status,
	).toBe(400);
});

test('somebody who hammers a locked account locks out nobody else behind the same address', async () => {
	const { ask } = makeDoor();
	const path = '/auth/v1/token?grant_type=password';
	for (let attempt = 0; attempt < 150; attempt += 1) await ask('POST', path, account);
	expect((await ask('POST', path, account)).status).toBe(429);
	expect((await ask('POST', path, { ...account, email: 'ben@meissen.example' })).status).toBe(400);
});

test('a sender who is out of tries locks no account for others', async () => {
	const { ask } = makeDoor();
	const path = '/auth/v1/token?grant_type=password';
	for (let attempt = 0; attempt < 100; attempt += 1)
		await ask('POST', path, { ...account, email: `konto${attempt}@kreis.example` });
	for (let attempt = 0; attempt < 20; attempt += 1)
		expect((await ask('POST', path, account)).status).toBe(429);
	expect((await ask('POST', path, account, '192.0.2.2')).status).toBe(400);
});

test('a body over 64 KB gets 413 and a sentence, whatever its length claims', async () => {
	const { ask, next } = makeDoor({ status: 200 });
	const answer = await ask('POST', '/auth/v1/logout', 'x'.repeat(64 * 1024 + 1));
	expect(answer).toMatchObject({
		status: 413,
		body: { error_code: 'request_too_large', msg: expect.stringMatching(/64 KB\.$/) as string },
	});
	expect(next).not.toHaveBeenCalled();
});
