import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSmtpSink } from '#tests/fakes/smtp-sink.ts';
import type { SinkMood, SmtpSink } from '#tests/fakes/smtp-sink.ts';
import { writeCodeMail } from './code-mail.ts';
import { openSmtp, senderOf } from './smtp.ts';

let sink: SmtpSink;
beforeAll(async () => {
	sink = await startSmtpSink();
});
afterAll(() => sink.close());

const origin = 'https://rufkreis.kreis.example';
/** Short where a test waits for them to pass, and only there. */
const limits = { connect: 2_000, silence: 2_500, whole: 20_000 };

const mail = writeCodeMail({
	to: 'anna@coswig.example',
	code: '012345',
	language: 'de',
	origin,
	now: Date.parse('2026-11-25T13:03:00Z'),
	userAgent: 'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36',
});

test('a mail server gets one plain text for one address, with sender, code and no link', async () => {
	sink.mood = 'takes';
	const mailer = openSmtp({ url: sink.url, origin });
	expect(await mailer.send(mail)).toBe('sent');
	const [kept] = sink.mails;
	expect(kept?.to).toEqual(['anna@coswig.example']);
	expect(kept?.raw).toMatch(/^From: Rufkreis <rufkreis@rufkreis\.kreis\.example>$/m);
	expect(kept?.raw).toMatch(/^To: anna@coswig\.example$/m);
	expect(kept?.raw).toMatch(/^Auto-Submitted: auto-generated$/m);
	expect(kept?.raw).toMatch(/^Content-Type: text\/plain; charset=utf-8$/m);
	// Of the text alone: the message id of the head is random and may well begin with `<a`.
	const text = kept?.raw.replace(/^[^]*?\r?\n\r?\n/, '');
	expect(text).toMatch(/^012 345\r?$/m);
	expect(text).not.toMatch(/https?:|www\.|<a/i);
});

test.each<[SinkMood, string]>([
	['refuses_address', 'refused'],
	['refuses_text', 'failed'],
	['busy', 'failed'],
	['drops', 'failed'],
	['silent_at_greeting', 'failed'],
	['silent_at_text', 'unsure'],
])('a mail server that %s: %s', async (mood, posted) => {
	sink.mood = mood;
	expect(await openSmtp({ url: sink.url, origin, limits }).send(mail)).toBe(posted);
});

test('a mail server that is down: failed', async () => {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port } = probe.address() as AddressInfo; // listens on a port, not on a pipe
	probe.close();
	await once(probe, 'close');
	expect(await openSmtp({ url: `smtp://127.0.0.1:${port}`, origin, limits }).send(mail)).toBe('failed');
});

test('whatever the mail server does, the answer comes within the time for everything', async () => {
	sink.mood = 'silent_at_text';
	const mailer = openSmtp({
		url: sink.url,
		origin,
		limits: { connect: 60_000, silence: 60_000, whole: 2_000 },
	});
	expect(await mailer.send(mail)).toBe('unsure');
});

test('a mail server that hangs is not asked for more than twenty at once', async () => {
	sink.mood = 'silent_at_text';
	const mailer = openSmtp({ url: sink.url, origin, limits });
	const many = Array.from({ length: 20 }, () => mailer.send(mail));
	expect(await mailer.send(mail)).toBe('failed');
	expect(new Set(await Promise.all(many))).toEqual(new Set(['unsure']));
});

test.each([
	['smtp://mail.example:587?from=it@kreis.example', 'it@kreis.example'],
	['smtps://post%40kreis.example:geheim@mail.example', 'post@kreis.example'],
	['smtps://konto:geheim@mail.example', 'rufkreis@rufkreis.kreis.example'],
	['smtp://mail.example', 'rufkreis@rufkreis.kreis.example'],
])('%s sends as %s', (url, sender) => {
	expect(senderOf(url, origin)).toBe(sender);
});
