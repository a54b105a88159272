/** Sign-in by code over HTTP, as anybody may try it with any tool. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeMinutes } from '#domain/sign-in-code.ts';
import { contentsOf } from '#tests/database/acting.ts';
import { openTestBackend } from '#tests/database/harness.ts';
import type { TestBackend } from '#tests/database/harness.ts';

let backend: TestBackend;
beforeAll(async () => {
	backend = await openTestBackend();
	await backend.database.addAccount('known@coswig.example', 'rufkreis');
});
beforeEach(async () => {
	await backend.sql`delete from private.sign_in_codes`;
});
afterAll(() => backend.stop());

/** Everybody here comes from somewhere else, unless a test says otherwise: what one sender may do has its own limits. */
let senders = 0;
function somewhere(): string {
	senders += 1;
	return `sender ${senders}`;
}

interface Answer {
	status: number;
	headers: Headers;
	body: { error_code?: string; msg?: string; access_token?: string; refresh_token?: string };
}

async function post(path: string, body: unknown, from = somewhere()): Promise<Answer> {
	const answer = await backend.call(`/auth/v1/${path}`, { body, from });
	return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer['body'] };
}

/** As supabase-js 2.119 asks for a code and hands it in. */
function askFor(email: string, from?: string): Promise<Answer> {
	const body = { email, data: {}, create_user: true, gotrue_meta_security: {}, code_challenge: null };
	return post('otp', body, from);
}

function handIn(email: string, token: string, from?: string): Promise<Answer> {
	return post('verify', { email, token, type: 'email', gotrue_meta_security: {} }, from);
}

function lastCode(email: string): string {
	const mail = backend.mailbox.read().find(({ to }) => to === email.toLowerCase());
	if (mail === undefined) throw new Error(`no mail for ${email}`);
	return mail.subject.slice(0, 7).replace(' ', '');
}

async function codeFor(email: string): Promise<string> {
	expect((await askFor(email)).status).toBe(200);
	return lastCode(email);
}

function another(code: string, by: number): string {
	return String((Number(code) + by) % 1_000_000).padStart(6, '0');
}

async function accounts(): Promise<Record<string, unknown>[]> {
	const rows = await backend.sql`
		select (select count(*)::int from auth.users) as users, (select count(*)::int from auth.sessions) as sessions,
			(select count(*)::int from auth.refresh_tokens) as tokens, (select count(*)::int from public.profiles) as profiles,
			(select count(*)::int from auth.users where recovery_token is not null) as open_tokens`;
	return rows.map((row) => ({ ...row }));
}

test('a new person gets in by code: an account, one session, pending, refreshed and ended like any other', async () => {
	const email = 'neu@coswig.example';
	const before = await accounts();
	const code = await codeFor(email);
	expect(await accounts()).toEqual(before);

	const session = await handIn(email, code);
	expect(session.status).toBe(200);
	const [user] = await backend.sql`
		select u.id, u.email_confirmed_at is not null as proven, p.status, (select count(*)::int from auth.sessions s where s.user_id = u.id) as sessions
		from auth.users u join public.profiles p on p.profile_id = u.id where u.email = ${email}`;
	expect(user).toMatchObject({ proven: true, status: 'pending', sessions: 1 });
	const headers = { authorization: `Bearer ${session.body.access_token}` };
	const seen = await backend.call('/auth/v1/user', { headers });
	expect(await seen.json()).toMatchObject({ id: user?.id as string, email, role: 'authenticated' });
	const read = await backend.call('/rest/v1/profiles?select=profile_id', { headers });
	expect(await read.json()).toEqual([{ profile_id: user?.id as string }]);
	const again = await post('token?grant_type=refresh_token', { refresh_token: session.body.refresh_token });
	expect(again.status).toBe(200);
	expect((await backend.call('/auth/v1/logout', { method: 'POST', headers })).status).toBe(204);
});

test('one who was here before gets in by code too, and keeps the account', async () => {
	const session = await handIn('known@coswig.example', await codeFor('Known@Coswig.Example'));
	expect(session.status).toBe(200);
	const users = await backend.sql`select 1 from auth.users where email = 'known@coswig.example'`;
	expect(users).toHaveLength(1);
});

test('an account whose address was never proven is proven by the code, and not by asking for it', async () => {
	await backend.sql`insert into auth.users (id, email) values (gen_random_uuid(), 'unproven@coswig.example')`;
	const code = await codeFor('unproven@coswig.example');
	const proven = () =>
		backend.sql`select email_confirmed_at from auth.users where email = 'unproven@coswig.example'`;
	expect((await proven())[0]?.email_confirmed_at).toBeNull();
	expect((await handIn('unproven@coswig.example', code)).status).toBe(200);
	expect((await proven())[0]?.email_confirmed_at).toBeInstanceOf(Date);
});

test('a thousand guesses at once, from a thousand places, open nothing, and the code is dead', async () => {
	const email = 'ziel@coswig.example';
	const code = await codeFor(email);
	const before = await accounts();
	const guesses = Array.from({ length: 1_000 }, (_, index) => another(code, index + 1));
	const answers = await Promise.all(guesses.map((guess) => handIn(email, guess)));
	expect(answers.filter(({ status }) => status === 403)).toHaveLength(1_000);
	expect(answers.filter(({ body }) => body.error_code === 'otp_wrong')).toHaveLength(4);
	expect(await handIn(email, code)).toMatchObject({ status: 403, body: { error_code: 'otp_dead' } });
	expect(await accounts()).toEqual(before);
});

test('from one place a thousand guesses do not even reach the code', async () => {
	const email = 'ziel2@coswig.example';
	const code = await codeFor(email);
	const before = await accounts();
	const guesses = Array.from({ length: 1_000 }, (_, index) =>
		handIn(`person${index}@coswig.example`, another(code, index + 1), 'one place'),
	);
	const answers = await Promise.all(guesses);
	expect(answers.filter(({ status }) => status === 429)).toHaveLength(970);
	expect(await accounts()).toEqual(before);
	expect((await handIn(email, code)).status).toBe(200);
});

test('of two devices with the same code one gets in', async () => {
	const email = 'zwei@coswig.example';
	const code = await codeFor(email);
	const answers = await Promise.all([handIn(email, code), handIn(email, code)]);
	expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
	expect(await handIn(email, code)).toMatchObject({ status: 403, body: { error_code: 'otp_expired' } });
});

describe('time', () => {
	/** As if the code had been sent so many minutes earlier. */
	async function age(email: string, minutes: number): Promise<void> {
		await backend.sql`
			update private.sign_in_codes set made_at = made_at - make_interval(mins => ${minutes}) where address = ${email}`;
	}

	test('after ten minutes a code is good, after sixteen it is not', async () => {
		const email = 'spaet@coswig.example';
		const late = await codeFor(email);
		await age(email, codeMinutes + 1);
		expect(await handIn(email, late)).toMatchObject({ status: 403, body: { error_code: 'otp_expired' } });
		const fresh = await codeFor(email);
		await age(email, 10);
		expect((await handIn(email, fresh)).status).toBe(200);
	});

	test('a restart of the server keeps codes, and how often they were guessed', async () => {
		const email = 'neustart@coswig.example';
		const code = await codeFor(email);
		for (let tries = 1; tries <= 3; tries += 1) await handIn(email, another(code, tries));
		await backend.restart();
		expect((await handIn(email, another(code, 4))).body.msg).toContain('1');
		expect((await handIn(email, code)).status).toBe(200);
	});
});

test('after three mails in ten minutes an address waits, whichever door is used, and only that address', async () => {
	const email = 'oft@coswig.example';
	const statuses = [];
	for (const path of ['otp', 'resend', 'otp'])
		statuses.push((await post(path, { email, type: 'signup' })).status);
	expect(statuses).toEqual([200, 200, 200]);
	for (const path of ['otp', 'resend']) {
		const refused = await post(path, { email, type: 'signup' });
		expect(refused).toMatchObject({ status: 429, body: { error_code: 'over_email_send_rate_limit' } });
		const wait = Number(refused.headers.get('retry-after'));
		expect(wait).toBeGreaterThan(590);
		expect(wait).toBeLessThanOrEqual(600);
	}
	expect(backend.mailbox.read().filter(({ to }) => to === email)).toHaveLength(3);
	expect((await askFor('anders@coswig.example')).status).toBe(200);
});

test('no answer tells whether there is an account', async () => {
	const asked = await Promise.all([askFor('known@coswig.example'), askFor('fremd@coswig.example')]);
	const plain = ({ status, body, headers }: Answer) => ({
		status,
		body,
		headers: Object.fromEntries(headers),
	});
	expect(plain(asked[0])).toEqual(plain(asked[1]));
	const wrong = await Promise.all(
		['known@coswig.example', 'fremd@coswig.example'].map((email) =>
			handIn(email, another(lastCode(email), 1)),
		),
	);
	expect(wrong.map(plain)[0]).toEqual(wrong.map(plain)[1]);
	await backend.sql`delete from private.sign_in_codes`;
	const nothing = await Promise.all(
		['known@coswig.example', 'nie@coswig.example'].map((email) => handIn(email, '123456')),
	);
	expect(nothing.map(plain)[0]).toEqual(nothing.map(plain)[1]);
});

test('whoever floods addresses makes no accounts', async () => {
	const before = await accounts();
	await Promise.all(Array.from({ length: 200 }, (_, index) => askFor(`flut${index}@coswig.example`)));
	expect(await accounts()).toEqual(before);
});

test.each([
	'opfer@coswig.example\r\nBcc: alle@coswig.example',
	'opfer@coswig.example\nSubject: Gewonnen',
	'opfer@coswig.example%0d%0aBcc: alle@coswig.example',
	'opfer@coswig.example,alle@coswig.example',
	'"opfer@coswig.example\r\n"@coswig.example',
])('%j makes no second header and no second recipient', async (email) => {
	const before = backend.mailbox.read().length;
	expect((await askFor(email)).status).toBe(400);
	expect(backend.mailbox.read()).toHaveLength(before);
	expect(await backend.sql`select 1 from private.sign_in_codes`).toHaveLength(0);
});

test.each(['otp', 'verify', 'resend'])(
	'a body over 64 KB at /%s gets 413, and nothing else',
	async (path) => {
		const body = {
			email: 'gross@coswig.example',
			token: '123456',
			type: 'email',
			data: 'x'.repeat(64 * 1024),
		};
		expect(await post(path, body)).toMatchObject({ status: 413, body: { error_code: 'request_too_large' } });
		expect(await backend.sql`select 1 from private.sign_in_codes`).toHaveLength(0);
	},
);

test('without the publishable key no code is sent or taken', async () => {
	for (const path of ['otp', 'verify', 'resend']) {
		const answer = await backend.call(`/auth/v1/${path}`, {
			body: { email: 'a@coswig.example' },
			headers: { apikey: 'x' },
		});
		expect(answer.status).toBe(401);
	}
});

test('a scanner that follows every link of every mail, and tries every door with what it read, changes nothing', async () => {
	const email = 'gescannt@coswig.example';
	const code = await codeFor(email);
	const before = [await contentsOf(backend.database), await accounts()];
	const texts = backend.mailbox.read().map(({ subject, text }) => `${subject}\n${text}`);
	expect(texts.length).toBeGreaterThan(0);
	// What mail programs take for links, and what a scanner makes of a bare name.
	const links = texts.flatMap(
		(text) => text.match(/https?:\/\/\S+|www\.\S+|\b[\w.-]+(?::\d+)?\/\S*/gi) ?? [],
	);
	expect(links).toEqual([]);
	const guesses = [
		'/',
		'/anmelden',
		'/auth/v1/verify',
		`/auth/v1/verify?token=${code}&type=magiclink`,
		`/auth/v1/verify?token=${code}&type=email&email=${email}`,
		`/auth/v1/callback?code=${code}`,
	];
	for (const path of guesses) {
		for (const method of ['GET', 'HEAD', 'POST']) {
			const answer = backend.fetch(new Request(new URL(path, backend.supabaseUrl), { method }), somewhere());
			if (answer !== undefined) expect((await answer).status).toBeGreaterThanOrEqual(400);
		}
	}
	expect([await contentsOf(backend.database), await accounts()]).toEqual(before);
	expect((await handIn(email, code)).status).toBe(200);
});
