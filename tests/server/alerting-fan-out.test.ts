/** Many devices at once: two processes and a kill, an acceptance in the middle, a stop in the middle, an outage of the database. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTickets, loadTicketSecret } from '#server/alerting/ticket.ts';
import type { WorkerLimits } from '#server/alerting/limits.ts';
import { makeNetwork, readMessage } from '#tests/fakes/network.ts';
import { eventually, makeWorld } from './alerting-world.ts';
import type { AlertingWorld } from './alerting-world.ts';

let world: AlertingWorld;
const children = new Set<ChildProcess>();

beforeEach(async () => {
	world = await makeWorld();
});
afterEach(async () => {
	// A test that failed must not leave a process behind.
	for (const child of children) child.kill('SIGKILL');
	await world.close();
});

const program = new URL('worker-process.ts', import.meta.url).pathname;

async function startProcess(limits: Partial<WorkerLimits>) {
	const given = { databaseUrl: world.database.url, vapid: world.vapid, pushHost: world.push.host, limits };
	const child = spawn(process.execPath, [program, JSON.stringify(given)], {
		env: { ...process.env, NODE_EXTRA_CA_CERTS: world.push.caFile },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	children.add(child);
	child.once('exit', () => children.delete(child));
	await once(child.stdout, 'data');
	return {
		pid: child.pid,
		async end(signal: 'SIGKILL' | 'SIGTERM') {
			const exited = once(child, 'exit');
			child.kill(signal);
			await exited;
		},
	};
}

async function states(requestId: string): Promise<Record<string, number>> {
	const rows = await world.sql<{ name: string; count: number }[]>`
		select kind || ' ' || state as name, count(*)::int as count from private.deliveries
		where request_id = ${requestId} group by 1 order by 1`;
	return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

test('two processes, one killed in the middle: every device is sent to, twice only where the kill fell', async () => {
	const network = await makeNetwork(world.sql, world.push, 500);
	world.push.answerUsually({ slow: 25 });
	// No lease and no post of the living runs out, however slow this machine is: nothing but the kill may send twice.
	const leaseMs = 120_000;
	const limits = { window: 20, perHost: 20, claim: 10, leaseMs, postTimeoutMs: 60_000, sweepMs: 500 };
	const [victim, survivor] = await Promise.all([startProcess(limits), startProcess(limits)]);
	const requestId = await network.ask();
	await world.push.waitForLoad(({ requests }) => requests >= 120);
	// From here on nobody is answered: once both have all the posts open that they may, the kill falls on 20 of them.
	world.push.answerUsually('hold');
	await world.push.waitForLoad(({ requestsOpen }) => requestsOpen === 40);
	await victim.end('SIGKILL');
	world.push.answerUsually(201);
	world.push.release();
	const open = await world.sql<{ device_id: string; owner: string }[]>`
		select device_id, split_part(leased_by, '-', 1) as owner from private.deliveries where state = 'sending'`;
	const hit = new Set(
		open.filter(({ owner }) => owner === String(victim.pid)).map(({ device_id }) => device_id),
	);
	expect(hit.size).toBeGreaterThan(0);
	// Its 20 open posts, and those that had ended but were not yet written down.
	expect(hit.size).toBeLessThan(100);

	/** The lease of the dead passes, for what it claimed with its last breath too. */
	async function passLease(): Promise<void> {
		await world.sql`
			update private.deliveries set leased_until = leased_until - ${leaseMs} * interval '1 millisecond'
			where state = 'sending' and leased_until > now() and split_part(leased_by, '-', 1) = ${String(victim.pid)}`;
	}

	await eventually(
		async () => {
			await passLease();
			return states(requestId);
		},
		(seen) => seen['alert sent'] === 500,
	);
	await survivor.end('SIGTERM');
	for (const { channel, deviceId } of network.specialists) {
		const posts = world.push.received(channel).length;
		expect(posts).toBeGreaterThanOrEqual(1);
		expect(posts).toBeLessThanOrEqual(hit.has(deviceId) ? 2 : 1);
	}
});

test('accepted in the middle: no alert leaves afterwards, everybody reached learns by whom, the tapping device does not', async () => {
	const network = await makeNetwork(world.sql, world.push, 40);
	world.push.answerUsually('hold');
	world.startWorker({ perHost: 10, postTimeoutMs: 60_000, leaseMs: 120_000 });
	const requestId = await network.ask();
	const reached = await eventually(
		() =>
			Promise.resolve(network.specialists.filter(({ channel }) => world.push.received(channel).length > 0)),
		(people) => people.length === 10,
	);
	const [winner] = reached;
	if (!winner) throw new Error('nobody reached');
	const [alert] = world.push.received(winner.channel);
	const id =
		makeTickets(await loadTicketSecret(world.sql)).verify(readMessage(winner, alert).ticket ?? '') ?? '';
	const [row] = await world.sql`select private.accept_with_ticket(${id}) as answer`;
	expect(row?.answer).toMatchObject({ outcome: 'accepted' });
	world.push.answerUsually(201);
	world.push.release();
	await eventually(
		() => states(requestId),
		(seen) => seen['taken sent'] === 9 && seen['alert sent'] === 9,
	);
	expect(await states(requestId)).toEqual({
		'alert accepted': 1,
		'alert sent': 9,
		'alert superseded': 30,
		'taken sent': 9,
	});
	for (const person of network.specialists) {
		const kinds = world.push.received(person.channel).map((post) => readMessage(person, post).kind);
		const wanted = !reached.includes(person) ? [] : person === winner ? ['alert'] : ['alert', 'taken'];
		expect(kinds).toEqual(wanted);
	}
});

test('a worker that stops lets go of what hangs, and another one sends it', async () => {
	const network = await makeNetwork(world.sql, world.push, 6);
	world.push.answerUsually('hang');
	const leaving = world.startWorker({ drainMs: 50 });
	const requestId = await network.ask();
	await world.push.waitForLoad(({ requestsOpen }) => requestsOpen === 6);
	world.push.answerUsually(201);
	await leaving.stop();
	expect(await states(requestId)).toEqual({ 'alert queued': 6 });
	world.startWorker();
	await eventually(
		() => states(requestId),
		(seen) => seen['alert sent'] === 6,
	);
	expect((await leaving.health()).running).toBe(false);
});

test('hanging devices delay nobody but themselves', async () => {
	const network = await makeNetwork(world.sql, world.push, 60);
	const slow = network.specialists.slice(0, 8);
	for (const { channel } of slow) world.push.script(channel, ['hang']);
	// Those that hang do so to the end: were they given up, the others might have waited for that.
	world.startWorker({ perHost: 10, postTimeoutMs: 60_000, leaseMs: 120_000 });
	await network.ask();
	await world.push.waitForLoad(
		({ requests, requestsOpen }) => requests === 60 && requestsOpen === slow.length,
	);
});

test('a worker survives connections that are cut, and says so only as long as it lasts', async () => {
	const network = await makeNetwork(world.sql, world.push, 5);
	// Whoever asks while nobody listens is found by the sweep.
	const worker = world.startWorker({ sweepMs: 500 });
	for (let count = 1; count <= 10; count += 1) {
		const requestId = await network.ask();
		if (count > 1) await Promise.all([world.cutWorkers(), world.cutWorkers()]);
		await eventually(
			() => states(requestId),
			(seen) => seen['alert sent'] === 5,
		);
		await world.cutWorkers();
	}
	await eventually(
		// The health check itself may meet a connection that was cut; that is what it is for.
		() => worker.health().catch(() => undefined),
		(health) => health?.running === true && health.last_error === null && health.queued === 0,
	);
	// Not one more: what was posted while the database was away is written down when it is back.
	for (const { channel } of network.specialists) expect(world.push.received(channel)).toHaveLength(10);
});

test('what expired is not sent, and what is older than two weeks is forgotten', async () => {
	const network = await makeNetwork(world.sql, world.push, 2);
	const [late, fine] = network.specialists;
	if (!late || !fine) throw new Error('two people');
	world.push.script(late.channel, [{ status: 429, retryAfter: 600 }]);
	const worker = world.startWorker();
	const requestId = await network.ask();
	await eventually(
		() => states(requestId),
		(seen) => seen['alert queued'] === 1 && seen['alert sent'] === 1,
	);
	await world.sql`update private.deliveries set expires_at = now(), due_at = now() where state = 'queued'`;
	await world.sql.notify('rufkreis_alerts', '');
	await eventually(
		() => states(requestId),
		(seen) => seen['alert expired'] === 1,
	);
	expect(world.push.received(late.channel)).toHaveLength(1);
	await worker.stop();
	await world.sql`update private.deliveries set created_at = now() - interval '15 days' where device_id = ${late.deviceId}`;
	world.startWorker();
	await eventually(
		() => states(requestId),
		(seen) => seen['alert expired'] === undefined,
	);
	expect(await states(requestId)).toEqual({ 'alert sent': 1 });
});
