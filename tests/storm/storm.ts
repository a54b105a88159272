/**
 * A thousand devices, a third of which fail in all the ways there are, and workers that are killed meanwhile. Short in the suite
 * (tests/server/alerting-storm.test.ts), long as `npm run storm`. What it proves are orders and counts; seconds depend on the machine.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';
import type { Sql } from 'postgres';
import type { WorkerLimits } from '#server/alerting/limits.ts';
import { makeNetwork } from '#tests/fakes/network.ts';
import type { Network, Specialist } from '#tests/fakes/network.ts';
import type { Behaviour, PushService } from '#tests/fakes/push-service.ts';

export interface StormWorld {
	sql: Sql;
	url: string;
	push: PushService;
	vapid: { subject: string; publicKey: string; privateKey: string };
}

/** Of a hundred devices each: what their push service answers, before it is well again. The rest, 70, is well. */
const weather: readonly { name: string; share: number; answers: readonly Behaviour[] }[] = [
	{ name: 'gone', share: 4, answers: [410, 410, 410, 410] },
	{ name: 'unknown', share: 3, answers: [404, 404, 404, 404] },
	{ name: 'refused', share: 2, answers: [403] },
	{ name: 'too large', share: 1, answers: [413] },
	{ name: 'busy', share: 5, answers: [{ status: 429, retryAfter: 1 }] },
	{ name: 'busy as Windows says it', share: 2, answers: [{ status: 406, retryAfter: 1 }] },
	{ name: 'broken', share: 4, answers: [500, 503] },
	{ name: 'cut', share: 4, answers: ['reset', 'reset'] },
	{ name: 'hanging', share: 3, answers: ['hang'] },
	{ name: 'slow', share: 2, answers: [{ status: 201, slow: 400 }] },
];

/** Those whose subscription has ended, and those whose message no push service takes: they get nothing, everybody else does. */
const lost = ['gone', 'unknown'];
const refused = ['refused', 'too large'];

export interface StormDevices {
	network: Network;
	/** By what happens to their first posts; `well` for the rest. */
	fateOf(person: Specialist): string;
	/** The next message to each meets the same weather. */
	brew(): void;
}

export async function gatherDevices({ sql, push }: StormWorld, count: number): Promise<StormDevices> {
	const network = await makeNetwork(sql, push, count);
	const fates = new Map<string, string>();
	for (const [index, { deviceId, channel }] of network.specialists.entries()) {
		let place = index % 100;
		const kind = weather.find(({ share }) => (place -= share) < 0);
		fates.set(deviceId, kind?.name ?? 'well');
		// Opens it.
		push.endpoint(channel);
	}
	return {
		network,
		fateOf: ({ deviceId }) => fates.get(deviceId) ?? 'well',
		brew() {
			for (const { deviceId, channel } of network.specialists) {
				const kind = weather.find(({ name }) => name === fates.get(deviceId));
				push.script(channel, kind?.answers ?? []);
			}
		},
	};
}

export interface StormProcess {
	kill(): Promise<void>;
	stop(): Promise<void>;
	/** Bytes in use by JavaScript after everything unused was given back. */
	memory(): Promise<number>;
}

const program = new URL('../server/worker-process.ts', import.meta.url).pathname;
const living = new Set<ChildProcess>();

/** A worker in a process of its own; resolves once it runs. */
export async function startProcess(
	world: StormWorld,
	limits: Partial<WorkerLimits> = {},
): Promise<StormProcess> {
	const given = { databaseUrl: world.url, vapid: world.vapid, pushHost: world.push.host, limits };
	const child = spawn(process.execPath, ['--expose-gc', program, JSON.stringify(given)], {
		env: { ...process.env, NODE_EXTRA_CA_CERTS: world.push.caFile },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	living.add(child);
	child.once('exit', () => living.delete(child));
	const lines = createInterface({ input: child.stdout });
	await heard(lines);

	async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
		if (!living.has(child)) return;
		const exited = once(child, 'exit');
		child.kill(signal);
		await exited;
	}

	return {
		kill: () => end('SIGKILL'),
		stop: () => end('SIGTERM'),
		async memory() {
			const said = heard(lines);
			child.kill('SIGUSR2');
			return Number(await said);
		},
	};
}

async function heard(lines: Interface): Promise<string> {
	const [line] = (await once(lines, 'line')) as [string]; // readline's event
	return line;
}

/** A test that failed must not leave a process behind. */
export function endProcesses(): void {
	for (const child of living) child.kill('SIGKILL');
}

/** Everything of this request has come to an end, and nothing waits. */
export async function settled(sql: Sql, requestId: string): Promise<boolean> {
	const [row] = await sql<{ open: number; all: number }[]>`
		select count(*) filter (where state in ('queued', 'sending'))::int as open, count(*)::int as all
		from private.deliveries where request_id = ${requestId} and kind = 'alert'`;
	return row !== undefined && row.all > 0 && row.open === 0;
}

export interface Losses {
	/** Living devices that no push service ever took the alert for. */
	unheard: string[];
	/** Living devices that were removed all the same. */
	removed: string[];
	/** Devices that ended and are still there. */
	kept: string[];
}

/** What of the promise does not hold for this request: all three empty is what is wanted. */
export async function lossesOf(world: StormWorld, devices: StormDevices, requestId: string): Promise<Losses> {
	const rows = await world.sql<{ device_id: string; is_there: boolean; was_sent: boolean }[]>`
		select v.device_id, v.removed_at is null as is_there, exists (
			select 1 from private.deliveries d where d.device_id = v.device_id and d.request_id = ${requestId} and d.kind = 'alert' and d.sent_at is not null
		) as was_sent
		from public.devices v where v.device_id = any (${devices.network.specialists.map(({ deviceId }) => deviceId)}::uuid[])`;
	const found = new Map(rows.map((row) => [row.device_id, row]));
	const losses: Losses = { unheard: [], removed: [], kept: [] };
	for (const person of devices.network.specialists) {
		const fate = devices.fateOf(person);
		const row = found.get(person.deviceId);
		if (lost.includes(fate)) {
			if (row?.is_there !== false) losses.kept.push(`${fate} ${person.deviceId}`);
			continue;
		}
		if (row?.is_there !== true) losses.removed.push(`${fate} ${person.deviceId}`);
		if (!refused.includes(fate) && row?.was_sent !== true) losses.unheard.push(`${fate} ${person.deviceId}`);
	}
	return losses;
}

/** So much time goes by for everything that waits: the clock of the queue is turned, the machine's is not. */
export async function turnClock(sql: Sql, interval: string): Promise<void> {
	await sql`
		update private.deliveries set due_at = due_at - ${interval}::interval, expires_at = expires_at - ${interval}::interval,
			created_at = created_at - ${interval}::interval, leased_until = leased_until - ${interval}::interval
		where state in ('queued', 'sending')`;
	await sql`
		update private.alerts set due_at = due_at - ${interval}::interval, opened_at = opened_at - ${interval}::interval,
			written_at = written_at - ${interval}::interval,
			course = jsonb_set(course, '{regularAt}', to_jsonb((course ->> 'regularAt')::timestamptz - ${interval}::interval))
		where state = 'due' and course is not null`;
	await sql`select pg_notify('rufkreis_alerts', '')`;
}
