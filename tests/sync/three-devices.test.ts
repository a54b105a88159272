/**
 * Issue 3, point 1, as a property: three people with a phone each do things in any order, on a network that loses answers and sends twice, while
 * others commit late and the database is put back to an earlier day. When everybody is back online, every device holds exactly what its
 * person may see, nothing waits, and what was answered happened exactly once.
 *
 * In the suite: 25 sequences of up to 40 steps. `STORM=1000 vitest run … tests/sync` runs so many of 120 steps. A failure names its seed and
 * path: `STORM_SEED=… STORM_PATH=…` runs that sequence again.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isLive } from '#domain/request.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { differences, truthFor } from '#tests/database/pulling.ts';
import { clusters, idOf, requestNames } from '#tests/database/world.ts';
import { Device } from './device.ts';
import { askFor, prepareWorld, Server } from './server.ts';
import { deviceNames, sequences } from './steps.ts';
import type { ArticleDeed, ClusterDeed, DeviceName, RequestDeed, Step } from './steps.ts';

const storm = Number(process.env.STORM ?? 0);
const runs = storm > 0 ? storm : 25;
const length = storm > 0 ? 120 : 40;

let world: TestDatabase;
beforeAll(async () => {
	// Our Dexie code reports where a browser would; a device whose code does so has failed.
	vi.stubGlobal('reportError', (error: unknown) => {
		throw new Error('reported', { cause: error });
	});
	world = await prepareWorld();
});
afterAll(async () => {
	vi.unstubAllGlobals();
	await world.drop();
});

type Devices = Record<DeviceName, Device>;

function picked<Thing>(things: readonly Thing[], pick: number): Thing | undefined {
	return things[pick % Math.max(1, things.length)];
}

/** Mostly one that fits what the person wants, now and then any: devices know late, and people do things in vain. */
function chosen<Thing>(
	things: readonly Thing[],
	pick: number,
	fits: (thing: Thing) => boolean,
): Thing | undefined {
	const fitting = things.filter(fits);
	return picked(pick % 4 === 0 || fitting.length === 0 ? things : fitting, Math.floor(pick / 4));
}

function clusterOf(pick: number): string {
	return idOf(picked(clusters, pick) ?? 'network');
}

/** The clusters this person is in, as far as the device knows. */
async function clustersOf(device: Device): Promise<Set<string>> {
	const me = idOf(device.person);
	const memberships = await device.seen('cluster_members');
	return new Set(memberships.filter((row) => row.profile_id === me).map((row) => row.cluster_id));
}

async function actOnCluster(
	{ pick, cluster, now, ...deed }: ClusterDeed,
	device: Device,
	server: Server,
): Promise<void> {
	const command_id = server.newId();
	if (deed.do === 'create')
		return device.keep('create_request', { command_id, ...askFor(server.newId(), clusterOf(cluster)) }, now);
	const joined = await clustersOf(device);
	const cluster_id = chosen(
		[clusterOf(cluster), clusterOf(cluster + 1)],
		pick,
		(id) => joined.has(id) === (deed.do === 'leave'),
	);
	if (cluster_id === undefined) return;
	await device.keep(deed.do === 'join' ? 'join_cluster' : 'leave_cluster', { command_id, cluster_id }, now);
}

async function actOnRequest(
	{ pick, cluster, now, ...deed }: RequestDeed,
	device: Device,
	server: Server,
): Promise<void> {
	const me = idOf(device.person);
	const joined = await clustersOf(device);
	const request = chosen(await device.seen('requests'), pick, ({ status, accepted_by, cluster_id }) =>
		deed.do === 'accept' ? status === 'open' && joined.has(cluster_id) : accepted_by === me && isLive(status),
	);
	if (request === undefined) return;
	const args = { command_id: server.newId(), request_id: request.request_id };
	if (deed.do === 'accept') return device.keep('accept_request', args, now);
	if (deed.do === 'release') return device.keep('release_request', args, now);
	if (deed.do === 'attach') {
		const file = { attachment_id: server.newId(), name: 'Foto.jpg', content_type: 'image/jpeg', bytes: 3 };
		return device.keep('attach_file', { ...args, ...file }, now);
	}
	await device.keep('hand_over_request', { ...args, cluster_id: clusterOf(cluster) }, now);
}

async function actOnArticle(
	{ pick, cluster, now, ...deed }: ArticleDeed,
	device: Device,
	server: Server,
): Promise<void> {
	const article = chosen(await device.seen('articles'), pick, ({ status }) =>
		deed.do === 'archive' ? status === 'published' : status === 'draft',
	);
	const isNew = deed.do === 'save' && (pick % 3 === 0 || article === undefined);
	const article_id = isNew ? server.newId() : article?.article_id;
	if (article_id === undefined) return;
	const args = { command_id: server.newId(), article_id };
	switch (deed.do) {
		case 'save': {
			const words = { title: `Anleitung ${pick}`, summary: '', body: 'So geht es.' };
			return device.keep('save_article', { ...args, cluster_id: clusterOf(cluster), ...words }, now);
		}
		case 'publish':
			return device.keep('publish_article', args, now);
		case 'archive':
			return device.keep('archive_article', args, now);
		case 'delete':
			return device.keep('delete_article', args, now);
	}
}

async function decide(what: 'drop' | 'retry', device: Device): Promise<void> {
	const refused = (await device.entries()).find((entry) => entry.state === 'refused');
	if (refused === undefined) return;
	await (what === 'drop' ? device.drop(refused.order) : device.retry(refused.order));
}

async function take(step: Step, devices: Devices, server: Server): Promise<unknown> {
	switch (step.do) {
		case 'create':
		case 'join':
		case 'leave':
			return actOnCluster(step, devices[step.device], server);
		case 'accept':
		case 'release':
		case 'hand_over':
		case 'attach':
			return actOnRequest(step, devices[step.device], server);
		case 'save':
		case 'publish':
		case 'archive':
		case 'delete':
			return actOnArticle(step, devices[step.device], server);
		case 'drop':
		case 'retry':
			return decide(step.do, devices[step.device]);
		case 'pull':
			return Promise.all(devices[step.device].windows(step.windows).map(({ puller }) => puller.pullNow()));
		case 'flush':
			return Promise.all(devices[step.device].windows(step.windows).map(({ sender }) => sender.flushNow()));
		case 'go_offline':
		case 'go_online':
			devices[step.device].online = step.do === 'go_online';
			return;
		case 'weather':
			devices[step.device].weather.push(...step.calls);
			return;
		case 'remove':
		case 'resolve':
		case 'age':
			return server.coordinate(step.do, step.pick);
		case 'begin':
			return server.begin(step.deed, step.device, step.pick);
		case 'commit':
		case 'roll_back':
			return server.end(step.do);
		case 'back_up':
			return server.backUp();
		case 'restore':
			return server.restore();
		case 'nothing':
			return;
	}
}

/** Everybody is online and looks at their device: what can go out goes, what was refused is let go of, what happened is pulled. */
async function comeHome(devices: readonly Device[]): Promise<void> {
	for (const device of devices) {
		device.online = true;
		device.weather = [];
	}
	for (const device of devices) {
		// Each turn lets go of something or is the last one.
		for (;;) {
			await device.window('first').sender.flushNow();
			const refused = (await device.entries()).find((entry) => entry.state === 'refused');
			if (refused === undefined) break;
			await device.drop(refused.order);
		}
	}
	for (const device of devices) expect(await device.window('first').puller.pullNow()).toBe('pulled');
}

/** What the commands that the database remembers must have left in the stories of the requests that are there, and what is there. */
async function compareStories(server: Server): Promise<{ told: string[]; happened: string[] }> {
	const { sql } = server.database;
	const there = new Set(
		(await sql<{ id: string }[]>`select request_id as id from public.requests`).map(({ id }) => id),
	);
	const told = requestNames.map((name) => `created ${idOf(name)}`);
	const effects = new Map([
		['created', 'created'],
		['accepted', 'accepted'],
		['released', 'released'],
		['handed_over', 'handed_over'],
	]);
	const kept = await sql<{ id: string; outcome: string }[]>`
		select command_id as id, answer ->> 'outcome' as outcome from private.commands`;
	for (const { id, outcome } of kept) {
		const sent = server.sent.get(id);
		if (sent === undefined) throw new Error('nobody sent this command');
		if (outcome === 'attached')
			told.push(`attached ${String(sent.args.request_id)} ${String(sent.args.attachment_id)}`);
		const kind = effects.get(outcome);
		if (kind !== undefined) told.push(`${kind} ${String(sent.args.request_id)}`);
	}
	const events = await sql<{ event: string }[]>`
		select kind || ' ' || request_id as event from public.request_events
		union all select 'attached ' || request_id || ' ' || attachment_id from public.attachments where name = 'Foto.jpg'`;
	return {
		told: told.filter((event) => there.has(event.split(' ')[1] ?? '')).sort(),
		happened: events.map(({ event }) => event).sort(),
	};
}

async function expectOnce(server: Server, devices: readonly Device[]): Promise<void> {
	const { told, happened } = await compareStories(server);
	expect(happened).toEqual(told);
	const { sql } = server.database;
	const rounds = await sql`
		select r.request_id from public.requests r
		where r.alert_round <> 1 + (select count(*) from public.request_events e where e.request_id = r.request_id and e.kind in ('released', 'handed_over'))`;
	expect(rounds).toEqual([]);
	const kept = new Map(
		(await sql<{ id: string; answer: unknown }[]>`select command_id as id, answer from private.commands`).map(
			({ id, answer }) => [id, answer],
		),
	);
	for (const { commandId, answer, period } of devices.flatMap((device) => device.answered)) {
		// Answered after the backup and before it was put back: that day is lost, devices are told so by the epoch.
		if (period === 1 && server.period === 2) continue;
		expect(kept.get(commandId), `answer to ${JSON.stringify(server.sent.get(commandId))}`).toEqual(answer);
	}
}

/** What texts and files say of their request for the policies' sake is what it says itself. */
async function expectScoped({ database: { sql } }: Server): Promise<void> {
	const astray = await sql`
		select r.request_id from public.requests r join (
			select request_id, scope_cluster_id, scope_time from public.request_details
			union all select request_id, scope_cluster_id, scope_time from public.attachments
		) p using (request_id)
		where (p.scope_cluster_id, p.scope_time) is distinct from
			(r.cluster_id, case when r.status in ('resolved', 'cancelled') then r.created_at else 'infinity' end)`;
	expect(astray).toEqual([]);
}

async function run(steps: readonly Step[]): Promise<void> {
	const server = await Server.start(world.name);
	const opened: Device[] = [];
	try {
		const devices = Object.fromEntries(
			await Promise.all(
				deviceNames.map(async (name) => {
					const device = await Device.open(name, server);
					opened.push(device);
					return [name, device] as const;
				}),
			),
		) as Devices; // one for each name
		// Olaf's phone is new.
		for (const name of ['anna', 'otto'] as const) await devices[name].window('first').puller.pullNow();
		for (const [index, step] of steps.entries()) {
			// A backup nobody puts back says nothing and costs a copy.
			const isIdle = step.do === 'back_up' && !steps.slice(index).some((later) => later.do === 'restore');
			if (!isIdle) await take(step, devices, server);
		}
		await server.end('roll_back');
		await comeHome(opened);
		for (const device of opened) {
			expect(device.faults, device.person).toEqual([]);
			expect([await device.entries(), await device.files()], device.person).toEqual([[], []]);
			const truth = await truthFor(server.database, device.person);
			expect(differences(await device.held(), truth), device.person).toEqual([]);
		}
		await expectOnce(server, opened);
		await expectScoped(server);
	} finally {
		for (const device of opened) device.close();
		await server.stop();
	}
}

/** Milliseconds; shortening a failing sequence ends in time to say what was found. */
const patience = storm > 0 ? 24 * 3_600_000 : 600_000;

test(
	'whatever happens in whatever order, devices end with what their people may see, and answers were true',
	{ timeout: patience },
	async () => {
		await fc.assert(fc.asyncProperty(sequences(length), run), {
			numRuns: runs,
			interruptAfterTimeLimit: patience - 60_000,
			markInterruptAsFailure: true,
			...(process.env.STORM_SEED === undefined ? {} : { seed: Number(process.env.STORM_SEED) }),
			...(process.env.STORM_PATH === undefined ? {} : { path: process.env.STORM_PATH }),
		});
	},
);
