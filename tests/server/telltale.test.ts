/** What a running server lets slip: a journey's worth of traffic, right and wrong, and then every line it printed and every figure it gives. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKeys } from '#server/backend/keys.ts';
import { freePort } from '#tests/free-port.ts';
import { run, temporaryFolder } from './processes.ts';
import type { Program } from './processes.ts';

const folder = temporaryFolder();
let program: Program;
let origin: string;
let key: string;

/** Planted wherever something is sent, each in a form of its own. */
const secrets = {
	title: 'Geheimtitel Kreißsaal',
	body: 'Geheimtext mit "Anführung"',
	place: 'Geheimzimmer 12',
	callback: '03521 987654',
	endpointPath: 'geheimer-endpunkt-abc123',
	auth: 'Z'.repeat(22),
	password: 'geheimes-passwort',
	mail: 'geheime.person@stadt-geheim.example',
	ticket: 'geheimticket.0123456789abcdef',
	name: 'geheimdatei.jpg',
	query: 'geheimsuche',
};

beforeAll(async () => {
	const port = await freePort();
	origin = `http://localhost:${port}`;
	program = run('src/server/start.ts', {
		PORT: String(port),
		DATA_DIR: folder.path,
		LOG: 'json',
		METRICS_TOKEN: 'geheimes-metrik-token',
	});
	await program.printed('Rufkreis ist bereit');
	key = openKeys(folder.path, true).publishableKey;
});
afterAll(async () => {
	program.signal('SIGKILL');
	await program.exited;
	await folder.remove();
});

async function send(path: string, body: unknown, token?: string, method = 'POST'): Promise<Response> {
	return fetch(origin + path, {
		method,
		headers: {
			apikey: key,
			'content-type': 'application/json',
			...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
		},
		...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
}

async function signIn(email: string): Promise<string> {
	const answer = await send('/auth/v1/token?grant_type=password', { email, password: 'rufkreis' });
	const { access_token: token } = (await answer.json()) as { access_token: string }; // checked by use
	return token;
}

test('neither its log nor its figures name anybody or anything, and every line is an object', async () => {
	const sabine = await signIn('anfrage@riesa.example');
	const anna = await signIn('anna@coswig.example');
	await send('/auth/v1/token?grant_type=password', { email: secrets.mail, password: secrets.password });
	await send('/auth/v1/otp', { email: secrets.mail });

	const device = {
		command_id: crypto.randomUUID(),
		device_id: crypto.randomUUID(),
		endpoint: `https://fcm.googleapis.com/fcm/send/${secrets.endpointPath}`,
		p256dh: `B${'A'.repeat(86)}`,
		auth: secrets.auth,
		label: secrets.name,
		platform: 'android',
	};
	expect((await send('/rest/v1/rpc/register_device', device, anna)).status).toBe(200);
	const clusters = await send('/rest/v1/clusters?select=cluster_id', undefined, sabine, 'GET');
	const [cluster] = (await clusters.json()) as { cluster_id: string }[]; // checked by use
	const request = {
		command_id: crypto.randomUUID(),
		request_id: crypto.randomUUID(),
		cluster_id: cluster?.cluster_id,
		title: secrets.title,
		body: secrets.body,
		priority: 1,
		kind: 'incident',
		place: secrets.place,
		callback: secrets.callback,
	};
	expect((await send('/rest/v1/rpc/create_request', request, sabine)).status).toBe(200);
	// What fails is what gets printed: wrong types, unknown things, doubles, broken JSON, other people's tokens.
	await send('/rest/v1/rpc/create_request', { ...request, request_id: secrets.title }, sabine);
	await send('/rest/v1/rpc/create_request', { ...request, priority: secrets.body }, sabine);
	await send('/rest/v1/rpc/accept_request', { command_id: secrets.place, request_id: secrets.title }, anna);
	await send('/rest/v1/rpc/register_device', { ...device, platform: secrets.callback }, anna);
	await send('/rest/v1/requests', { title: secrets.title }, anna);
	await send(
		`/rest/v1/requests?title=ilike.*${secrets.query}*&request_id=eq.${secrets.query}`,
		undefined,
		anna,
		'GET',
	);
	await send(`/rest/v1/${secrets.query}`, undefined, anna, 'GET');
	await send('/rest/v1/rpc/pull_changes', `{"cursor": "${secrets.title}`, anna);
	await send('/rest/v1/rpc/pull_changes', { cursor: secrets.title }, anna);
	await send(`/storage/v1/object/attachments/${secrets.name}`, secrets.body, anna);
	for (const action of ['accept', 'later', 'peek', 'pack', secrets.query])
		await send(`/api/tickets/${action}`, { ticket: secrets.ticket });
	await send('/api/live', undefined, secrets.ticket, 'GET');
	for (const path of [`/anleitungen/${secrets.query}`, `/?q=${secrets.query}`, `/%E0%A4%A${secrets.query}`])
		await fetch(origin + path, { headers: { cookie: `x=${secrets.ticket}` } });

	const figures = await fetch(`${origin}/metrics`);
	expect(figures.status).toBe(200);
	const page = await figures.text();
	expect(page).toMatch(/rufkreis_http_answers_total\{door="rest",class="4xx"\} \d+/);
	expect(page).toContain('rufkreis_database_up 1');
	const throughProxy = await fetch(`${origin}/metrics`, { headers: { 'x-forwarded-for': '192.0.2.1' } });
	expect([throughProxy.status, await throughProxy.text()]).toEqual([
		401,
		'Nur an diesem Rechner oder mit METRICS_TOKEN.\n',
	]);
	const withToken = await fetch(`${origin}/metrics`, {
		headers: { 'x-forwarded-for': '192.0.2.1', authorization: 'Bearer geheimes-metrik-token' },
	});
	expect(withToken.status).toBe(200);

	program.signal('SIGTERM');
	await program.exited;
	const output = program.output();
	const lines = output.trimEnd().split('\n');
	expect(lines.length).toBeGreaterThan(2);
	for (const line of lines) expect(JSON.parse(line), line).toHaveProperty('message');
	const keys = openKeys(folder.path, true);
	const planted = [
		...Object.values(secrets),
		...Object.values(secrets).map((secret) => encodeURIComponent(secret)),
		...[anna, sabine].flatMap((token) => token.split('.').slice(1)),
		...[keys.jwtSecret, keys.secretKey, keys.publishableKey, keys.vapid.privateKey],
		...Object.values(keys.passwords),
		'geheim',
		'anna@coswig.example',
		'Anna Richter',
		'Sabine',
		'rufkreis@',
	];
	for (const secret of planted) {
		expect(output.toLowerCase(), secret).not.toContain(secret.toLowerCase());
		expect(page.toLowerCase(), secret).not.toContain(secret.toLowerCase());
	}
});
