/** One message to a webhook over real https: how it is signed, and that whoever stands behind it leads our server nowhere and holds it up by nothing. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWebhookPoster } from '#server/second-channel/post-webhook.ts';
import type { WebhookPoster, WebhookPosterOptions } from '#server/second-channel/post-webhook.ts';
import { startWebhookReceiver } from '#tests/fakes/webhook-receiver.ts';
import type { ReceiverMood, WebhookReceiver } from '#tests/fakes/webhook-receiver.ts';

let receiver: WebhookReceiver;
const posters: WebhookPoster[] = [];

beforeAll(async () => {
	receiver = await startWebhookReceiver();
});
afterAll(async () => {
	for (const poster of posters) poster.close();
	await receiver.close();
});
beforeEach(() => {
	receiver.messages.length = 0;
	receiver.moods.length = 0;
});

const key = Buffer.alloc(32, 7);
const secret = `whsec_${key.toString('base64')}`;

function open(options: Partial<WebhookPosterOptions> = {}): WebhookPoster {
	const poster = openWebhookPoster({
		hosts: [{ host: receiver.host, address: '127.0.0.1' }],
		ca: receiver.ca,
		timeoutMs: 600,
		...options,
	});
	posters.push(poster);
	return poster;
}

function message(url = `${receiver.url}/topic?tpl=1&m={{.data.text}}`) {
	return { url, secret, id: 'message-1', body: '{"type":"test","text":"Schöne Grüße"}' };
}

test('a message is signed as Standard Webhooks has it, over the bytes that arrive', async () => {
	const now = new Date('2026-12-01T02:00:00.900Z');
	expect(await open({ now: () => now }).post(message())).toBe(204);
	const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = receiver.messages;
	expect(decodeURIComponent(path)).toBe('/topic?tpl=1&m={{.data.text}}');
	expect(headers['content-type']).toBe('application/json; charset=utf-8');
	expect(headers['webhook-id']).toBe('message-1');
	expect(headers['webhook-timestamp']).toBe('1796090400');
	const signed = createHmac('sha256', key).update(`message-1.1796090400.${body}`).digest('base64');
	expect(headers['webhook-signature']).toBe(`v1,${signed}`);
	expect(JSON.parse(body)).toEqual({ type: 'test', text: 'Schöne Grüße' });
});

const treated: [mood: ReceiverMood, result: unknown][] = [
	[200, 200],
	[204, 204],
	[429, 429],
	[500, 500],
	['garbage', 200],
	['dribbles', 200],
	['hangs', 'timeout'],
	['endless_headers', 'network'],
	['babbles', 'network'],
	['drops', 'network'],
	['redirects', 302],
];
test.each(treated)(
	'a receiver that answers with %s counts as %s, and comes to an end',
	async (mood, result) => {
		receiver.moods.push(mood);
		expect(await open().post(message())).toBe(result);
		// A redirect, or a second try by ourselves, would be a second message.
		expect(receiver.messages).toHaveLength(1);
	},
);

test('a receiver that wants another protocol is left', async () => {
	receiver.moods.push('upgrades');
	expect(['network', 101]).toContain(await open().post(message()));
});

describe('nothing is sent', () => {
	test.each([
		['over http', () => receiver.url.replace('https', 'http')],
		['to a host nobody has allowed', () => 'https://elsewhere.example/'],
		['to another port of an allowed host', () => 'https://localhost:1/'],
		['behind a name in front of the host', () => receiver.url.replace('//', '//me@')],
		['to an address written as a number', () => receiver.url.replace('localhost', '2130706433')],
		['to no address at all', () => 'topic'],
	])('%s', async (_, url) => {
		expect(await open().post(message(url()))).toBe('not_allowed');
		expect(receiver.messages).toEqual([]);
	});

	test.each(['127.0.0.1', '10.0.0.5', '169.254.169.254', '::1', 'fd00::1', '::ffff:127.0.0.1'])(
		'to a name that leads to %s',
		async (address) => {
			const poster = open({
				hosts: [{ host: receiver.host, address: undefined }],
				resolve: () => Promise.resolve([{ address, family: address.includes(':') ? 6 : 4 }]),
			});
			expect(await poster.post(message())).toBe('private_address');
			expect(receiver.messages).toEqual([]);
		},
	);

	test('to a name that says something else when it is asked again: it is asked once for each message', async () => {
		let asked = 0;
		const poster = open({
			hosts: [{ host: receiver.host, address: undefined }],
			resolve: () => {
				asked += 1;
				return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
			},
		});
		expect(await poster.post(message())).toBe('private_address');
		// With one answer for the check and another for the connection, the second could lead anywhere.
		expect(asked).toBe(1);
		expect(receiver.messages).toEqual([]);
	});

	test('where the name service never answers, and the time limit ends it', async () => {
		const poster = open({
			hosts: [{ host: receiver.host, address: undefined }],
			resolve: () => new Promise(() => undefined),
		});
		expect(await poster.post(message())).toBe('timeout');
	});

	test('to a name nobody knows', async () => {
		const poster = open({
			hosts: [{ host: receiver.host, address: undefined }],
			resolve: () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })),
		});
		expect(await poster.post(message())).toBe('unknown_host');
	});

	test('to somebody whose certificate nobody vouches for', async () => {
		const poster = openWebhookPoster({ hosts: [{ host: receiver.host, address: '127.0.0.1' }] });
		posters.push(poster);
		expect(await poster.post(message())).toBe('certificate');
		expect(receiver.messages).toEqual([]);
	});
});
