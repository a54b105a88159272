import { expect, test, vi } from 'vitest';
import type { Mail, Posted } from '#server/mail/mailer.ts';
import { mailsPerSender, openCodeDoor, wrongCodesPerSender } from './code-door.ts';
import type { MailTurn, Redeemed } from './sign-in-codes.ts';

const origin = 'http://localhost:3000';
const anna = 'anna@coswig.example';

/** A door whose neighbours answer as told. */
function makeDoor() {
	let time = 0;
	const said = {
		turn: { outcome: 'go' } as MailTurn,
		posted: 'sent' as Posted,
		redeemed: { outcome: 'wrong', triesLeft: 4 } as Redeemed,
	};
	const mails: Mail[] = [];
	const codes = {
		beginMail: vi.fn((_address: string, _now: number) => Promise.resolve(said.turn)),
		takeBackMail: vi.fn((_address: string, _now: number) => Promise.resolve()),
		keep: vi.fn((_address: string, _code: string, _now: number) => Promise.resolve()),
		redeem: vi.fn((_address: string, _code: string, _now: number) => Promise.resolve(said.redeemed)),
	};
	const pass = vi.fn((_request: Request, path: string, body: Uint8Array) =>
		Promise.resolve(Response.json({ path, body: JSON.parse(new TextDecoder().decode(body)) as unknown })),
	);
	const door = openCodeDoor({
		codes,
		mailer: {
			send(mail) {
				mails.push(mail);
				return Promise.resolve(said.posted);
			},
		},
		origin,
		pass,
		now: () => time,
	});

	async function ask(what: 'sendCode' | 'takeCode', body: unknown, sender = '192.0.2.1', headers = {}) {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		const request = new Request(origin, { method: 'POST', headers });
		const answer = await door[what](request, sender, new TextEncoder().encode(text));
		return {
			status: answer.status,
			wait: answer.headers.get('retry-after'),
			body: (await answer.json()) as { error_code?: string; msg?: string },
		};
	}

	return { ask, said, mails, codes, pass, passTime: (ms: number) => (time += ms) };
}

test('a code goes to the address in its one form, and is kept once the mail is out', async () => {
	const { ask, mails, codes } = makeDoor();
	expect(await ask('sendCode', { email: ' Anna@Coswig.EXAMPLE ', create_user: true })).toMatchObject({
		status: 200,
		body: {},
	});
	expect(mails).toHaveLength(1);
	expect(mails[0]).toMatchObject({
		to: anna,
		subject: expect.stringMatching(/^\d{3} \d{3} ist Ihr Code/) as string,
	});
	const digits = mails[0]?.subject.slice(0, 7).replace(' ', '');
	expect(codes.keep).toHaveBeenCalledExactlyOnceWith(anna, digits, 0);
});

test('the mail speaks the language of whoever asked', async () => {
	const { ask, mails } = makeDoor();
	await ask('sendCode', { email: anna }, 'a', { 'accept-language': 'en-GB,de;q=0.5' });
	await ask('sendCode', { email: anna }, 'a', { 'accept-language': 'en', cookie: 'x=1; language=de' });
	expect(mails.map(({ subject }) => subject.slice(8))).toEqual([
		'is your code for Rufkreis',
		'ist Ihr Code für Rufkreis',
	]);
});

test.each([
	{ email: 'anna' },
	{ email: '' },
	{ email: 7 },
	{ phone: '+4935212345' },
	{},
	[],
	'{"email":',
	{ email: `${anna}\r\nBcc: alle@coswig.example` },
	{ email: `${anna}\nX: y` },
	{ email: `${anna}, ben@coswig.example` },
	{ email: `${'a'.repeat(400)}@coswig.example` },
])('%j gets no mail', async (body) => {
	const { ask, mails, codes } = makeDoor();
	expect(await ask('sendCode', body)).toMatchObject({
		status: 400,
		body: { error_code: 'email_address_invalid' },
	});
	expect(mails).toEqual([]);
	expect(codes.beginMail).not.toHaveBeenCalled();
});

test('an address that has had its mails waits, and hears how long', async () => {
	const { ask, said, mails } = makeDoor();
	said.turn = { outcome: 'too_often', seconds: 312 };
	expect(await ask('sendCode', { email: anna })).toMatchObject({
		status: 429,
		wait: '312',
		body: { error_code: 'over_email_send_rate_limit', msg: expect.stringContaining('312') as string },
	});
	expect(mails).toEqual([]);
});

test.each<[Posted, number, string, number]>([
	['failed', 503, 'unexpected_failure', 1],
	['unsure', 503, 'unexpected_failure', 0],
	['refused', 400, 'email_address_invalid', 0],
])('a mail that is %s leaves the code before it as it was', async (posted, status, code, takenBack) => {
	const { ask, said, codes } = makeDoor();
	said.posted = posted;
	expect(await ask('sendCode', { email: anna })).toMatchObject({ status, body: { error_code: code } });
	expect(codes.keep).not.toHaveBeenCalled();
	expect(codes.takeBackMail).toHaveBeenCalledTimes(takenBack);
});

test('a database that is away is trouble, not a crash; a bug is thrown', async () => {
	const { ask, codes } = makeDoor();
	codes.beginMail.mockRejectedValueOnce(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));
	expect((await ask('sendCode', { email: anna })).status).toBe(503);
	codes.redeem.mockRejectedValueOnce(Object.assign(new Error('away'), { code: '57P01' }));
	expect((await ask('takeCode', { email: anna, token: '123456', type: 'email' })).status).toBe(503);
	codes.redeem.mockRejectedValueOnce(new Error('bug'));
	await expect(ask('takeCode', { email: anna, token: '123456', type: 'email' })).rejects.toThrow('bug');
});

test('one sender cannot have everybody mailed; others go on, and it ends', async () => {
	const { ask, mails, passTime } = makeDoor();
	for (let number = 0; number < mailsPerSender; number += 1) {
		expect((await ask('sendCode', { email: `person${number}@coswig.example` })).status).toBe(200);
	}
	expect(await ask('sendCode', { email: anna })).toMatchObject({
		status: 429,
		body: { error_code: 'over_request_rate_limit' },
	});
	expect(mails).toHaveLength(mailsPerSender);
	expect((await ask('sendCode', { email: anna }, '192.0.2.2')).status).toBe(200);
	passTime(10 * 60_000 + 1);
	expect((await ask('sendCode', { email: anna })).status).toBe(200);
});

test.each<[Redeemed, number, string]>([
	[{ outcome: 'wrong', triesLeft: 3 }, 403, 'otp_wrong'],
	[{ outcome: 'dead' }, 403, 'otp_dead'],
	[{ outcome: 'expired' }, 403, 'otp_expired'],
	[{ outcome: 'banned' }, 403, 'user_banned'],
])('a code that is %j: %i %s', async (redeemed, status, code) => {
	const { ask, said, pass } = makeDoor();
	said.redeemed = redeemed;
	const answer = await ask('takeCode', { email: anna, token: '123456', type: 'email' });
	expect(answer).toMatchObject({ status, body: { error_code: code } });
	if (redeemed.outcome === 'wrong') expect(answer.body.msg).toContain('3');
	expect(pass).not.toHaveBeenCalled();
});

test('a right code, and only that, asks the sign-in behind the door for a session', async () => {
	const { ask, said, codes } = makeDoor();
	said.redeemed = { outcome: 'right', token: 'abc' };
	expect(
		await ask('takeCode', { email: 'ANNA@coswig.example', token: '012345', type: 'email', token_hash: 'x' }),
	).toMatchObject({
		status: 200,
		body: { path: '/auth/v1/verify', body: { type: 'magiclink', token_hash: 'abc' } },
	});
	expect(codes.redeem).toHaveBeenCalledExactlyOnceWith(anna, '012345', 0);
});

test.each([
	{ email: anna, token: '12345', type: 'email' },
	{ email: anna, token: '1234567', type: 'email' },
	{ email: anna, token: '12345a', type: 'email' },
	{ email: anna, token: ' 123456', type: 'email' },
	{ email: anna, token: 123_456, type: 'email' },
	{ email: anna, token: '123456', type: 'magiclink' },
	{ email: anna, token: '123456', type: 'recovery' },
	{ token_hash: 'abc', type: 'email' },
	{ token_hash: 'abc', type: 'magiclink' },
	{ email: 'anna', token: '123456', type: 'email' },
	{},
	'no json',
])('%j is no try', async (body) => {
	const { ask, codes, pass } = makeDoor();
	expect(await ask('takeCode', body)).toMatchObject({
		status: 400,
		body: { error_code: 'validation_failed' },
	});
	expect(codes.redeem).not.toHaveBeenCalled();
	expect(pass).not.toHaveBeenCalled();
});

test('one sender cannot guess through many addresses, however many; right codes use up nothing', async () => {
	const { ask, said, codes, passTime } = makeDoor();
	said.redeemed = { outcome: 'right', token: 'abc' };
	for (let number = 0; number < wrongCodesPerSender * 2; number += 1) {
		expect((await ask('takeCode', { email: anna, token: '123456', type: 'email' })).status).toBe(200);
	}
	said.redeemed = { outcome: 'wrong', triesLeft: 4 };
	for (let number = 0; number < wrongCodesPerSender; number += 1) {
		const email = `person${number}@coswig.example`;
		expect((await ask('takeCode', { email, token: '123456', type: 'email' })).status).toBe(403);
	}
	codes.redeem.mockClear();
	expect((await ask('takeCode', { email: anna, token: '123456', type: 'email' })).status).toBe(429);
	expect(codes.redeem).not.toHaveBeenCalled();
	expect((await ask('takeCode', { email: anna, token: '123456', type: 'email' }, '192.0.2.2')).status).toBe(
		403,
	);
	passTime(10 * 60_000 + 1);
	expect((await ask('takeCode', { email: anna, token: '123456', type: 'email' })).status).toBe(403);
});
