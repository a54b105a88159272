import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	articleArguments,
	deviceArguments,
	fileArguments,
	quietArguments,
	requestArguments,
	send,
	tryOut,
} from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, clusters, endpointOf, idOf, personNames } from './world.ts';

let database: TestDatabase;
let said: string[] = [];
const markers = new Map<string, () => void>();

beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
	await database.sql.listen('rufkreis_changes', (payload) => {
		const marker = markers.get(payload);
		if (marker) marker();
		else said.push(payload);
	});
});
afterAll(() => database.drop());

/** Ids back to names, so that a test reads who was told. */
function named(payload: string): string {
	const [kind, id] = payload.split(' ');
	const name = [...personNames, ...clusters].find((candidate) => idOf(candidate) === id);
	return name === undefined ? payload : `${kind} ${name}`;
}

/** What was said while the work was done: what is committed later is heard later, so the marker comes last. */
async function saidBy(work: () => Promise<unknown>): Promise<string[]> {
	said = [];
	await work();
	const marker = randomUUID();
	const heard = Promise.withResolvers<undefined>();
	markers.set(marker, () => heard.resolve(undefined));
	await database.sql.notify('rufkreis_changes', marker);
	await heard.promise;
	return said.map(named).sort();
}

function act(person: string, name: Parameters<typeof send>[2], args: Parameters<typeof send>[3]) {
	return () => send(database, person, name, args);
}

describe('a request', () => {
	const asked = requestArguments();

	test('that is asked is news to its cluster, all specialists and its requester, said once each', async () => {
		expect(await saidBy(act('olaf', 'create_request', asked))).toEqual([
			'cluster network',
			'network',
			'person olaf',
		]);
	});

	test('that is taken is news to both sides, the cluster and those who saw it open', async () => {
		expect(await saidBy(act('ben', 'accept_request', { request_id: asked.request_id }))).toEqual([
			'cluster network',
			'network',
			'person ben',
			'person olaf',
		]);
	});

	test('that was taken already and is tried again is news to nobody', async () => {
		expect(await saidBy(act('anna', 'accept_request', { request_id: asked.request_id }))).toEqual([]);
	});

	test('in work that changes is no news to specialists of other clusters', async () => {
		const { sql } = database;
		expect(
			await saidBy(
				() => sql`update public.requests set status = 'waiting' where request_id = ${asked.request_id}`,
			),
		).toEqual(['cluster network', 'person ben', 'person olaf']);
	});

	test('that is handed over is news to who had it, who may take it now and all specialists', async () => {
		const phones = { request_id: asked.request_id, cluster_id: idOf('phones') };
		expect(await saidBy(act('ben', 'hand_over_request', phones))).toEqual([
			'cluster network',
			'cluster phones',
			'network',
			'person ben',
			'person olaf',
		]);
	});

	test('whose text changes is news to its people', async () => {
		const { sql } = database;
		expect(
			await saidBy(
				() => sql`update public.request_details set body = 'Neu' where request_id = ${idOf('waiting')}`,
			),
		).toEqual(['cluster network', 'person anna', 'person olaf']);
	});

	test('whose history grows is news to its people', async () => {
		const { sql } = database;
		expect(
			await saidBy(
				() =>
					sql`insert into public.request_events (request_id, kind) values (${idOf('phonesOpen')}, 'later')`,
			),
		).toEqual(['cluster phones', 'person mona']);
	});

	test('in which somebody begins or ceases to help along is news to its people', async () => {
		const its = { request_id: idOf('waiting') };
		const told = ['cluster network', 'person anna', 'person olaf'];
		expect(await saidBy(act('ben', 'join_request', its))).toEqual(told);
		expect(await saidBy(act('ben', 'join_request', its))).toEqual([]);
		expect(await saidBy(act('ben', 'leave_request', its))).toEqual(told);
	});

	test('of a transaction that is rolled back is news to nobody', async () => {
		expect(
			await saidBy(() => tryOut(database, 'anna', 'accept_request', { request_id: idOf('open') })),
		).toEqual([]);
	});
});

describe('a file', () => {
	test('of a case is news to its people', async () => {
		const { sql } = database;
		const file = { ...fileArguments('waiting'), attachment_id: idOf('new file') };
		await sql`insert into storage.objects (bucket_id, name) values ('attachments', ${`${file.request_id}/${file.attachment_id}`})`;
		expect(await saidBy(act('olaf', 'attach_file', file))).toEqual([
			'cluster network',
			'person anna',
			'person olaf',
		]);
	});
});

describe('a how-to', () => {
	const article = articleArguments();
	const its = { article_id: article.article_id };

	test('that is drafted, published or archived is news to its cluster and its author', async () => {
		const told = ['cluster network', 'person sven'];
		expect(await saidBy(act('sven', 'save_article', article))).toEqual(told);
		expect(await saidBy(act('otto', 'publish_article', its))).toEqual(told);
		expect(await saidBy(act('otto', 'archive_article', its))).toEqual(told);
		expect(await saidBy(act('anna', 'publish_article', its))).toEqual([]);
	});

	test('that moves or goes is news to the cluster it leaves', async () => {
		const draft = { ...article, article_id: idOf('phonesDraft') };
		const told = ['cluster network', 'person sven'];
		expect(await saidBy(act('sven', 'save_article', draft))).toEqual([
			'cluster network',
			'cluster phones',
			'person sven',
		]);
		expect(await saidBy(act('otto', 'delete_article', { article_id: draft.article_id }))).toEqual(told);
	});
});

describe('a person', () => {
	test('who joins and leaves hears it, and so does the cluster', async () => {
		const told = ['cluster phones', 'person sven', 'scope sven'];
		expect(await saidBy(act('sven', 'join_cluster', { cluster_id: idOf('phones') }))).toEqual(told);
		expect(await saidBy(act('sven', 'leave_cluster', { cluster_id: idOf('phones') }))).toEqual(told);
	});

	test('whose status or role changes hears it', async () => {
		const { sql } = database;
		expect(
			await saidBy(() => sql`update public.profiles set status = 'left' where profile_id = ${idOf('rolf')}`),
		).toEqual(['scope rolf']);
		expect(await saidBy(() => sql`delete from public.roles where profile_id = ${idOf('helga')}`)).toEqual([
			'scope helga',
		]);
	});

	test('hears what they chose for "later" on another device', async () => {
		expect(await saidBy(act('anna', 'set_later', { later: 'tomorrow' }))).toEqual(['person anna']);
	});

	test('hears what the lock screen of a device of theirs says from now on', async () => {
		const hidden = { device_id: idOf('annasPhone'), shows_content: false };
		expect(await saidBy(act('anna', 'set_lock_screen', hidden))).toEqual(['person anna']);
	});

	test('hears when they are left in peace, as they said on another device', async () => {
		const mute = { cluster_id: idOf('network'), muted: true };
		const pause = { paused_until: new Date(Date.now() + 3_600_000).toISOString(), leaves_gap: false };
		const silent = { device_id: idOf('annasPhone'), alerts: false };
		expect(await saidBy(act('anna', 'set_quiet_hours', quietArguments()))).toEqual(['person anna']);
		expect(await saidBy(act('anna', 'set_pause', pause))).toEqual(['person anna']);
		expect(await saidBy(act('anna', 'set_muted_cluster', mute))).toEqual(['person anna']);
		expect(await saidBy(act('anna', 'set_device_alerts', silent))).toEqual(['person anna']);
	});

	test('hears of a device of their own, and nothing of its signs of life', async () => {
		const device = deviceArguments(endpointOf('annasTablet'));
		expect(await saidBy(act('anna', 'register_device', device))).toEqual(['person anna']);
		const { sql } = database;
		expect(
			await saidBy(
				() => sql`update public.devices set last_seen_at = now() where device_id = ${device.device_id}`,
			),
		).toEqual([]);
		expect(await saidBy(act('anna', 'remove_device', { device_id: device.device_id }))).toEqual([
			'person anna',
		]);
	});
});

test('nothing but kinds and ids is ever said', async () => {
	const title = 'Streng vertraulich';
	await saidBy(act('mona', 'create_request', { ...requestArguments(), title, body: title }));
	expect(said).not.toEqual([]);
	for (const payload of said) expect(payload).toMatch(/^(network|(cluster|person|scope) [0-9a-f-]{36})$/);
});
