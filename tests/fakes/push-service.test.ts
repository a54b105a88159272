import { Agent, request } from 'node:https';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import webpush from 'web-push';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeReceiver } from './decrypt.ts';
import { startPushService, type PushService } from './push-service.ts';

const keys = webpush.generateVAPIDKeys();
const vapid = { subject: 'mailto:betrieb@rufkreis.example', ...keys };
const device = makeReceiver();
let clock = Date.now();
let push: PushService, agent: Agent;

beforeAll(async () => {
	push = await startPushService({ now: () => clock });
	agent = new Agent({ ca: push.ca, keepAlive: true });
});
afterAll(async () => {
	agent.destroy();
	await push.close();
});

type Sent = { status: number; headers: IncomingHttpHeaders; text: string };

function post(
	endpoint: string,
	headers: OutgoingHttpHeaders,
	body: Buffer,
	hangUp = new AbortController(),
): Promise<Sent> {
	return new Promise((resolve, reject) => {
		const { signal } = hangUp;
		const sending = request(endpoint, { method: 'POST', agent, headers, signal }, (answer) => {
			let text = '';
			answer.on('data', (part) => (text += String(part)));
			answer.on('end', () => {
				resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
			});
		});
		sending.on('error', reject).end(body);
	});
}

type Change = {
	headers?: OutgoingHttpHeaders;
	drop?: string;
	body?: Buffer;
	vapidDetails?: typeof vapid;
	hangUp?: AbortController;
};

/** A message as web-push makes it, then changed. */
function send(channel: string, text = 'Hallo', options: webpush.RequestOptions = {}, change: Change = {}) {
	const subscription = { endpoint: push.endpoint(channel), keys: device.keys };
	const vapidDetails = change.vapidDetails ?? vapid;
	const usual = { TTL: 60, urgency: 'high', vapidDetails } as const;
	const details = webpush.generateRequestDetails(subscription, text, { ...usual, ...options });
	const all = Object.entries({ ...details.headers, ...change.headers });
	const headers = Object.fromEntries(all.filter(([name]) => name !== change.drop));
	const body = change.body ?? details.body;
	return post(details.endpoint, { ...headers, 'Content-Length': body.length }, body, change.hangUp);
}

function token(audience: string, subject: string, expiration?: number, by = keys): OutgoingHttpHeaders {
	const { publicKey, privateKey } = by;
	return { ...webpush.getVapidHeaders(audience, subject, publicKey, privateKey, 'aes128gcm', expiration) };
}

test('a right message is taken, recorded and readable with the keys of its device', async () => {
	const sent = await send('right', 'Größe 😀'.repeat(100), { topic: 'abc' });
	expect(sent.status).toBe(201);
	expect(sent.headers.location).toMatch(/^https:\/\/localhost:\d+\/message\//);
	const [received] = await push.waitFor('right');
	expect(received).toMatchObject({ answer: 201, headers: { ttl: '60', urgency: 'high', topic: 'abc' } });
	expect(received?.at).toBeLessThanOrEqual(performance.now());
	const body = received?.body ?? Buffer.alloc(0);
	expect(device.decrypt(body).toString()).toBe('Größe 😀'.repeat(100));
	expect(() => makeReceiver().decrypt(body)).toThrow();
});

test.for<[string, number, () => Change]>([
	['without a TTL', 400, () => ({ drop: 'TTL' })],
	['with a TTL that is no number', 400, () => ({ headers: { TTL: 'soon' } })],
	['with an unknown urgency', 400, () => ({ headers: { Urgency: 'urgent' } })],
	['with a topic of 33 characters', 400, () => ({ headers: { Topic: 'x'.repeat(33) } })],
	['in another encoding', 400, () => ({ headers: { 'Content-Encoding': 'aesgcm' } })],
	['that is not encrypted', 400, () => ({ body: Buffer.from('x'.repeat(200)) })],
	['of more than 4096 bytes', 413, () => ({ body: Buffer.alloc(4097) })],
	['without Authorization', 401, () => ({ drop: 'Authorization' })],
	['with a bearer token', 401, () => ({ headers: { Authorization: 'Bearer x' } })],
	['for another origin', 403, () => ({ headers: token('https://fcm.googleapis.com', vapid.subject) })],
	['from localhost', 403, () => ({ headers: token(push.url, 'mailto:x@localhost') })],
	[
		'with an expired token',
		403,
		() => ({ headers: token(push.url, vapid.subject, Math.floor(clock / 1000) - 1) }),
	],
	['signed by somebody else', 403, () => ({ headers: forged() })],
	[
		'with another key than subscribed',
		403,
		() => ({ vapidDetails: { ...vapid, ...webpush.generateVAPIDKeys() } }),
	],
])('a message %s is refused with %i', async ([name, status, change]) => {
	const channel = `wrong-${name.replaceAll(/\W/g, '-')}`;
	push.endpoint(channel, keys.publicKey);
	push.script(channel, [500]);
	const sent = await send(channel, 'Hallo', {}, change());
	expect(sent.status).toBe(status);
	expect(push.received(channel)).toMatchObject([{ answer: status, reason: sent.text }]);
});

/** Header and claims of one key, with the other's k=. */
function forged(): OutgoingHttpHeaders {
	const { Authorization } = webpush.getVapidHeaders(
		push.url,
		vapid.subject,
		webpush.generateVAPIDKeys().publicKey,
		webpush.generateVAPIDKeys().privateKey,
		'aes128gcm',
	);
	return { Authorization: Authorization.replace(/k=.*/, `k=${keys.publicKey}`) };
}

test('a token that lives longer than a day is refused', async () => {
	const real = clock;
	clock -= 13 * 60 * 60 * 1000;
	const sent = await send('too-long');
	clock = real;
	expect(sent).toMatchObject({ status: 403, text: 'vapid exp is more than 24 hours ahead' });
});

test('a script is played step by step, then the channel behaves again', async () => {
	push.endpoint('played');
	push.script('played', [
		404,
		410,
		413,
		{ status: 429, retryAfter: 7 },
		406,
		500,
		'reset',
		'hang',
		{ slow: 20 },
	]);
	for (const status of [404, 410, 413]) expect((await send('played')).status).toBe(status);
	expect(await send('played')).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
	for (const status of [406, 500]) expect((await send('played')).status).toBe(status);
	await expect(send('played')).rejects.toMatchObject({ code: 'ECONNRESET' });
	// Whoever hangs up says so itself: a patience of milliseconds would end on a busy machine where it must not.
	const hangUp = new AbortController();
	const hanging = send('played', 'Hallo', {}, { hangUp });
	await push.waitFor('played', 8);
	hangUp.abort();
	await expect(hanging).rejects.toMatchObject({ code: 'ABORT_ERR' });
	const before = performance.now();
	expect((await send('played')).status).toBe(201);
	expect(performance.now() - before).toBeGreaterThan(18);
	expect((await send('played')).status).toBe(201);
	const answers = push.received('played').map(({ answer }) => answer);
	expect(answers).toEqual([404, 410, 413, 429, 406, 500, 'reset', 'hang', 201, 201]);
});

test('what is held is answered when it is released, and not before', async () => {
	push.endpoint('held');
	push.script('held', ['hold']);
	const sending = send('held');
	const [held] = await push.waitFor('held');
	expect(held?.answer).toBeUndefined();
	push.release();
	expect((await sending).status).toBe(201);
	expect(push.received('held')).toMatchObject([{ answer: 201 }]);
});

test('unknown endpoints are 404, ended ones 410', async () => {
	const head = { TTL: 60, ...token(push.url, vapid.subject) };
	expect((await post(`${push.url}/push/never`, head, Buffer.alloc(0))).status).toBe(404);
	push.endpoint('ended');
	push.end('ended');
	expect((await send('ended')).status).toBe(410);
});

test('a browser that is away gets the newest of a topic and nothing that expired', async () => {
	await send('away', 'first', { topic: 'r1' });
	await send('away', 'second', { topic: 'r1' });
	await send('away', 'brief', { TTL: 5 });
	await send('away', 'now or never', { TTL: 0 });
	clock += 6000;
	const seen: string[] = [];
	const detach = push.attach('away', (body) => {
		seen.push(device.decrypt(body).toString());
		return Promise.resolve();
	});
	await push.waitForAcks('away');
	await send('away', 'third', { TTL: 0 });
	await push.waitForAcks('away', 2);
	detach();
	await send('away', 'fourth');
	expect(seen).toEqual(['second', 'third']);
	expect(push.waiting('away')).toBe(1);
});

test('connections are kept alive and counted, and so are requests open at the same time', async () => {
	await push.waitForLoad(({ requestsOpen }) => requestsOpen === 0);
	agent.destroy();
	await push.waitForLoad(({ connectionsOpen }) => connectionsOpen === 0);
	push.forget();
	push.answerUsually('hang');
	const hangUp = new AbortController();
	const hanging = Promise.allSettled(Array.from({ length: 20 }, () => send('load', 'Hallo', {}, { hangUp })));
	await push.waitForLoad(({ requestsOpen }) => requestsOpen === 20);
	push.answerUsually(201);
	hangUp.abort();
	await hanging;
	for (const text of ['one', 'two', 'three']) await send('load', text);
	await push.waitForLoad(({ requestsOpen, connectionsOpen }) => requestsOpen === 0 && connectionsOpen === 1);
	expect(push.load()).toMatchObject({ connections: 21, connectionsOpen: 1, requests: 23, requestsPeak: 20 });
	expect(push.received('load')).toHaveLength(23);
});

test('a child process trusts the service by NODE_EXTRA_CA_CERTS alone', async () => {
	const script = `const r = await fetch('${push.url}/push/never', { method: 'POST' }); console.log(r.status)`;
	const env = { ...process.env, NODE_EXTRA_CA_CERTS: push.caFile };
	const run = promisify(execFile);
	const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { env });
	expect(stdout.trim()).toBe('404');
	const alone = run(process.execPath, ['--input-type=module', '-e', script], { env: {} });
	await expect(alone).rejects.toThrow('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
});
