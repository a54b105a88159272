/**
 * Hosted mode with real servers: they get nothing but the hosted variables, pointed at an API and a database that run elsewhere. Two of them
 * on one database share the work; one of them killed in the middle of sending, the other goes on.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { nudgeLine } from '#contracts/live.ts';
import { pushPayload } from '#contracts/push-payload.ts';
import type { PushPayload } from '#contracts/push-payload.ts';
import { makeKeys } from '#server/backend/keys.ts';
import { buildWorld, idOf } from '#tests/database/world.ts';
import { startPushService } from '#tests/fakes/push-service.ts';
import type { PushService } from '#tests/fakes/push-service.ts';
import { freePort } from '#tests/free-port.ts';
import { ask, configurationOf, registerPhone } from './installation.ts';
import { run } from './processes.ts';
import type { Program } from './processes.ts';
import { serveBackend } from './served-backend.ts';
import type { ServedBackend } from './served-backend.ts';

const patience = { timeout: 30_000, interval: 20 };
const { vapid } = makeKeys();

interface Server {
	origin: string;
	program: Program;
}

type Phone = Awaited<ReturnType<typeof registerPhone>> & { owner: string };

let push: PushService;
let project: ServedBackend;
let servers: [Server, Server];
let phones: Phone[];

async function startServer(): Promise<Server> {
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const program = run('src/server/start.ts', {
		PORT: String(port),
		PUSH_EXTRA_HOSTS: push.host,
		NODE_EXTRA_CA_CERTS: push.caFile,
		PUBLIC_SUPABASE_URL: project.url,
		PUBLIC_SUPABASE_PUBLISHABLE_KEY: project.backend.publishableKey,
		DATABASE_URL: project.backend.databaseUrl,
		VAPID_PUBLIC_KEY: vapid.publicKey,
		VAPID_PRIVATE_KEY: vapid.privateKey,
		VAPID_SUBJECT: 'mailto:betrieb@rufkreis.example',
	});
	await program.printed(`Rufkreis ist bereit: ${origin}`);
	return { origin, program };
}

beforeAll(async () => {
	[push, project] = await Promise.all([startPushService(), serveBackend()]);
	const { sql } = project.backend;
	await buildWorld(sql);
	// Its devices live at push services of the outside world.
	await sql`delete from private.push_endpoints`;
	const first = await startServer();
	servers = [first, await startServer()];
	const owners = ['anna', 'ben', 'otto'].flatMap((name) => Array.from({ length: 8 }, () => name));
	phones = await Promise.all(
		owners.map(async (owner) => ({
			owner,
			...(await registerPhone(project.personOf(idOf(owner)), push, vapid.publicKey)),
		})),
	);
});

afterAll(async () => {
	for (const { program } of servers) program.signal('SIGKILL');
	await Promise.all(servers.map(({ program }) => program.exited));
	await project.close();
	await push.close();
});

function messagesOn({ channel, receiver }: Phone): PushPayload[] {
	return push
		.received(channel)
		.map(({ body }) => pushPayload.parse(JSON.parse(receiver.decrypt(body).toString())));
}

/** Waits until nothing is on its way any more, then answers what every phone got, in words. */
async function settled(): Promise<string[][]> {
	await vi.waitFor(async () => {
		const open = await project.backend.sql`
			select from private.deliveries where state in ('queued', 'sending') union all select from private.alerts where state = 'due' and due_at <= now()`;
		expect(open.length).toBe(0);
	}, patience);
	return phones.map((phone) =>
		messagesOn(phone)
			.map(({ kind, request_id }) => `${kind} ${request_id}`)
			.sort(),
	);
}

/** Nobody asks more than five times in ten minutes. */
function askForHelp(title: string, asker = 'olaf'): Promise<string> {
	return ask(project.personOf(idOf(asker)), title, idOf('network'));
}

async function acceptAt({ origin }: Server, ticket: string): Promise<unknown> {
	const answer = await fetch(`${origin}/api/tickets/accept`, {
		method: 'POST',
		headers: { origin, 'content-type': 'application/json' },
		body: JSON.stringify({ ticket }),
	});
	return answer.json();
}

async function listenAt({ origin }: Server, person: string) {
	const cancel = new AbortController();
	const answer = await fetch(`${origin}/api/live`, {
		headers: { authorization: `Bearer ${project.backend.tokenOf(idOf(person))}` },
		signal: cancel.signal,
	});
	expect(answer.status).toBe(200);
	let text = '';
	const reading = (async () => {
		const decoder = new TextDecoder();
		for await (const chunk of answer.body ?? []) text += decoder.decode(chunk, { stream: true });
	})().catch(() => undefined);
	return {
		nudges: () => text.split('\n').filter((line) => line === nudgeLine).length,
		async close() {
			cancel.abort();
			await reading;
		},
	};
}

test('a server with the hosted variables alone serves the app and says where the API is', async () => {
	for (const { origin, program } of servers) {
		expect(await configurationOf(origin)).toMatchObject({
			mode: 'hosted',
			supabaseUrl: project.url,
			publishableKey: project.backend.publishableKey,
			vapidPublicKey: vapid.publicKey,
		});
		const health = await fetch(`${origin}/api/health`);
		expect(await health.json()).toMatchObject({ status: 'ok', mode: 'hosted', worker: { running: true } });
		// The API is elsewhere: this server has no such doors.
		expect((await fetch(`${origin}/rest/v1/requests`)).status).toBe(404);
		expect(program.output()).not.toMatch(/Demo|Datenbank/);
	}
});

test('one asks, every phone is alerted once by the two, one accepts at either, the others learn it once', async () => {
	const requests = await Promise.all(
		['Erste', 'Zweite', 'Dritte', 'Vierte'].map((title) => askForHelp(title)),
	);
	const alerts = requests.map((id) => `alert ${id}`).sort();
	for (const seen of await settled()) expect(seen).toEqual(alerts);

	const listening = await Promise.all(servers.map((server) => listenAt(server, 'olaf')));
	await vi.waitFor(() => expect(listening.every((page) => page.nudges() > 0)).toBe(true), patience);
	const [anna] = phones;
	for (const [index, server] of servers.entries()) {
		const before = listening.map((page) => page.nudges());
		const requestId = requests[index] ?? '';
		const message = messagesOn(anna ?? raise()).find((seen) => seen.request_id === requestId);
		expect(await acceptAt(server, message?.ticket ?? '')).toMatchObject({
			outcome: 'accepted',
			request: { id: requestId },
		});
		await vi.waitFor(
			() => expect(listening.every((page, at) => page.nudges() > (before[at] ?? 0))).toBe(true),
			patience,
		);
	}
	await Promise.all(listening.map((page) => page.close()));

	const taken = requests.slice(0, 2).map((id) => `taken ${id}`);
	const after = await settled();
	phones.forEach(({ owner }, index) => {
		// Who took it knows; every phone of the others is told, each once.
		if (owner !== 'anna') expect(after[index]).toEqual([...alerts, ...taken].sort());
		expect(new Set(after[index]).size).toBe(after[index]?.length);
	});
});

function raise(): never {
	throw new Error('no phone');
}

/** What the queue says of this request, by device. */
async function deliveriesOf(requestId: string) {
	return project.backend.sql<{ device: string; state: string; owner: string; attempts: number }[]>`
		select device_id as device, state, split_part(coalesce(leased_by, ''), '-', 1) as owner, attempts from private.deliveries
		where request_id = ${requestId}`;
}

test('one killed in the middle of sending: nothing is lost, and twice goes only what it had not written down', async () => {
	push.forget();
	const held = phones.find(({ owner }) => owner === 'otto') ?? raise();
	// One push service takes its time; everybody else's phones are alerted meanwhile.
	push.script(held.channel, ['hold']);
	const requestId = await askForHelp('Während des Ausfalls', 'mona');
	await push.waitFor(held.channel);
	const owner = await vi.waitFor(async () => {
		const open = await deliveriesOf(requestId);
		const row = open.find(({ device, state }) => device === held.deviceId && state === 'sending') ?? raise();
		return row.owner;
	}, patience);
	const killed = servers.find(({ program }) => String(program.pid) === owner) ?? raise();
	killed.program.signal('SIGKILL');
	await killed.program.exited;
	servers.sort((one) => (one === killed ? 1 : -1));
	push.release();
	const left = (await deliveriesOf(requestId)).filter(
		(row) => row.state === 'sending' && row.owner === owner,
	);
	const hit = new Set(left.map(({ device }) => device));
	expect(hit).toContain(held.deviceId);
	// Its leases pass, so that the test need not wait for them; nothing else of the queue is touched.
	await project.backend.sql`
		update private.deliveries set leased_until = now() where state = 'sending' and split_part(leased_by, '-', 1) = ${owner}`;

	await settled();
	const attempts = new Map((await deliveriesOf(requestId)).map((row) => [row.device, row.attempts]));
	for (const phone of phones) {
		const posts = messagesOn(phone).length;
		expect(posts, phone.deviceId).toBeGreaterThanOrEqual(1);
		// Once more per lease that ended unanswered, and never for a phone whose sending was written down.
		expect(posts, phone.deviceId).toBeLessThanOrEqual(
			hit.has(phone.deviceId) ? (attempts.get(phone.deviceId) ?? 0) : 1,
		);
	}
	expect(messagesOn(held).length).toBeGreaterThan(1);
});

test('the one that is left alerts, listens and accepts', async () => {
	const [left] = servers;
	push.forget();
	const page = await listenAt(left, 'olaf');
	await vi.waitFor(() => expect(page.nudges()).toBeGreaterThan(0), patience);
	const before = page.nudges();
	const requestId = await askForHelp('Nach dem Ausfall');
	await vi.waitFor(() => expect(page.nudges()).toBeGreaterThan(before), patience);
	await page.close();
	for (const seen of await settled()) expect(seen).toEqual([`alert ${requestId}`]);
	const ben = phones.find(({ owner }) => owner === 'ben') ?? raise();
	expect(await acceptAt(left, messagesOn(ben)[0]?.ticket ?? '')).toMatchObject({ outcome: 'accepted' });
	expect((await fetch(`${left.origin}/api/health`)).status).toBe(200);
});
