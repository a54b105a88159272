/** Sign-in by code with a real mail server at the other end, also with one that is in trouble. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSmtp } from '#server/mail/smtp.ts';
import { openTestBackend } from '#tests/database/harness.ts';
import type { TestBackend } from '#tests/database/harness.ts';
import { startSmtpSink } from '#tests/fakes/smtp-sink.ts';
import type { SinkMood, SmtpSink } from '#tests/fakes/smtp-sink.ts';

let sink: SmtpSink;
let backend: TestBackend;
beforeAll(async () => {
	sink = await startSmtpSink();
	const { url } = sink;
	const origin = 'http://localhost:3000';
	// Short where a test waits for them to pass, and only there: a busy machine may take its time to answer.
	const patient = openSmtp({ url, origin });
	const impatient = openSmtp({ url, origin, limits: { connect: 2_000, silence: 2_500, whole: 20_000 } });
	backend = await openTestBackend({
		demo: false,
		mailer: { send: (mail) => (sink.mood.startsWith('silent') ? impatient : patient).send(mail) },
	});
});
beforeEach(async () => {
	sink.mood = 'takes';
	sink.mails.length = 0;
	await backend.sql`delete from private.sign_in_codes`;
});
afterAll(async () => {
	await backend.stop();
	await sink.close();
});

const email = 'anna@stadt-coswig.de';

async function post(path: string, body: unknown): Promise<{ status: number; body: { error_code?: string } }> {
	const answer = await backend.call(`/auth/v1/${path}`, { body });
	return { status: answer.status, body: (await answer.json()) as { error_code?: string } };
}

function codeOf(raw: string | undefined): string {
	const [, first = '', second = ''] = /^(\d{3}) (\d{3})$/m.exec(raw ?? '') ?? [];
	return first + second;
}

test('outside of a demo a code that came by SMTP lets in, a password does not', async () => {
	expect((await post('otp', { email })).status).toBe(200);
	expect(sink.mails.map(({ to }) => to)).toEqual([[email]]);
	expect((await post('verify', { email, token: codeOf(sink.mails[0]?.raw), type: 'email' })).status).toBe(
		200,
	);
	expect((await post('token?grant_type=password', { email, password: 'rufkreis' })).status).toBe(422);
});

test('an address with umlauts in its domain is reached under the name DNS knows', async () => {
	expect((await post('otp', { email: 'amt@großenhain.de' })).status).toBe(200);
	expect(sink.mails[0]?.to).toEqual(['amt@xn--groenhain-i1a.de']);
	const token = codeOf(sink.mails[0]?.raw);
	expect((await post('verify', { email: 'Amt@Großenhain.de', token, type: 'email' })).status).toBe(200);
});

test.each<SinkMood>(['refuses_text', 'busy', 'drops', 'silent_at_greeting'])(
	'a mail server that %s is said, uses up nothing, and the next try may go well',
	async (mood) => {
		sink.mood = mood;
		for (let tries = 0; tries < 4; tries += 1) {
			expect(await post('otp', { email })).toMatchObject({
				status: 503,
				body: { error_code: 'unexpected_failure' },
			});
		}
		sink.mood = 'takes';
		expect((await post('otp', { email })).status).toBe(200);
	},
);

test('a mail server that falls silent with the text in its hands is said too; its mail may have gone, so it counts', async () => {
	sink.mood = 'silent_at_text';
	const [one, two, three] = await Promise.all([
		post('otp', { email }),
		post('otp', { email }),
		post('otp', { email }),
	]);
	expect([one.status, two.status, three.status]).toEqual([503, 503, 503]);
	sink.mood = 'takes';
	expect((await post('otp', { email })).status).toBe(429);
});

test('an address the mail server does not take is said', async () => {
	sink.mood = 'refuses_address';
	expect(await post('otp', { email })).toMatchObject({
		status: 400,
		body: { error_code: 'email_address_invalid' },
	});
});

test('a code that came before the mail server failed is still good', async () => {
	await post('otp', { email });
	const token = codeOf(sink.mails[0]?.raw);
	sink.mood = 'busy';
	expect((await post('otp', { email })).status).toBe(503);
	expect((await post('verify', { email, token, type: 'email' })).status).toBe(200);
});
