import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tableNames } from '#contracts/rows.ts';
import { contentsOf, send } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import {
	asHeld,
	cameIn,
	cursorOf,
	expectTruth,
	goneIn,
	ModelDevice,
	pull,
	startsAnew,
	truthFor,
} from './pulling.ts';
import { buildWorld, idOf } from './world.ts';

let database: TestDatabase;
async function open(): Promise<void> {
	database = await createTestDatabase();
	await buildWorld(database.sql);
}
function close(): Promise<void> {
	return database.drop();
}

/** The parts of a cursor as the migration words them: version, epoch, scope, issued, since, next, step, after. */
async function changedCursor(person: string, part: number, value: string): Promise<string> {
	const parts = (await cursorOf(database, person)).split('/');
	parts[part] = value;
	return parts.join('/');
}

/** Everything comes, as on the first day. */
async function expectAnew(person: string, cursor: string): Promise<void> {
	const page = await pull(database, person, cursor);
	expect(startsAnew(page)).toBe(true);
	expect(page.more).toBe(false);
	expect(new Set(page.replaced.map(([table]) => table))).toEqual(new Set(tableNames));
	expect(asHeld(page.rows)).toEqual(await truthFor(database, person));
}

describe('a cursor that is worth nothing brings everything anew', () => {
	beforeAll(open);
	afterAll(close);

	test.each([
		'',
		' ',
		'abc',
		'0',
		'-1',
		'1.5',
		'٣',
		'9'.repeat(20),
		'1'.repeat(10_000),
		'9223372036854775807',
		"1'; drop table requests; --",
		'2///////',
		'2/'.repeat(5_000),
		'é/'.repeat(8),
	])('as of another kind (%s), and nothing moved', async (cursor) => {
		const before = await contentsOf(database);
		await expectAnew('anna', cursor);
		expect(await contentsOf(database)).toEqual(before);
	});

	test.each([
		['of another version', 0, '1'],
		['of another history', 1, '00000000-0000-4000-8000-000000000000'],
		['of a history that is no id', 1, '-'.repeat(36)],
		['of another scope', 2, '999999999'],
		['of a scope that is no number', 2, '-1'],
		['of a scope beyond all numbers', 2, '9'.repeat(30)],
		['that was given on the first day of all', 3, '0'],
		['that was given beyond all time', 3, '99999999999'],
		['that was given at no time', 3, ''],
		['from the future', 4, '9999999999999999999'],
		['that wants what it does not know', 4, 'none'],
		['whose pull began in the future', 5, '9999999999999999999'],
		['whose pull began at no number', 5, '1e3'],
		['that stands before the first table', 6, '0'],
		['that stands behind the last table', 6, '17'],
		['that stands in a table by words', 6, 'requests'],
		['that stands at a row that is none', 7, 'g'.repeat(36)],
		['that stands at half a row', 7, '-'.repeat(36)],
		['with one part too many', 7, `${idOf('open')}/1`],
		['with a line too many', 7, '\n'],
	])('%s', async (_, part, value) => {
		await expectAnew('anna', await changedCursor('anna', part, value));
	});

	test('that stands, in a pull of everything, in a table only deltas walk', async () => {
		const parts = (await cursorOf(database, 'anna')).split('/');
		await expectAnew('anna', [...parts.slice(0, 4), 'all', parts[4], '13', ''].join('/'));
	});

	test('of a person who may see something else', async () => {
		await send(database, 'petra', 'join_cluster', { cluster_id: idOf('network') });
		await expectAnew('anna', await cursorOf(database, 'petra'));
		await expectAnew('petra', await cursorOf(database, 'anna'));
	});

	test('given more than 180 days ago; a younger one is taken at its word', async () => {
		const now = Math.floor(Date.now() / 1000);
		const day = 86_400;
		await expectAnew('anna', await changedCursor('anna', 3, String(now - 181 * day)));
		await expectAnew('anna', await changedCursor('anna', 3, String(now + 2 * day)));
		const younger = await changedCursor('anna', 3, String(now - 179 * day));
		expect((await pull(database, 'anna', younger)).replaced).toEqual([]);
	});
});

test('the time at which a cursor was given is when its pull began: a pull that lies for months does not become young', async () => {
	await open();
	const old = String(Math.floor(Date.now() / 1000) - 100 * 86_400);
	const parts = (await cursorOf(database, 'anna')).split('/');
	// In the middle of a pull of everything that began 100 days ago.
	const middle = [...parts.slice(0, 3), old, 'all', parts[4], '6', ''].join('/');
	const page = await pull(database, 'anna', middle);
	expect(page.replaced[0]?.[0]).toBe('requests');
	expect(page.cursor.split('/')[3]).toBe(old);
	await close();
});

describe('a restored database', () => {
	beforeEach(open);
	afterEach(close);

	test('that says so is pulled anew by every device', async () => {
		const devices = ['anna', 'olaf', 'kora', 'pia'].map((person) => new ModelDevice(database, person));
		for (const device of devices) await device.refresh();
		// What the restore took back: no row or stone speaks of it.
		await database.sql`delete from public.requests where request_id = ${idOf('open')}`;
		await database.sql`delete from private.tombstones`;
		await database.sql`select private.raise_sync_epoch()`;
		for (const device of devices) {
			expect(startsAnew(await device.pullPage())).toBe(true);
			await expectTruth(database, device);
			expect((await device.pullPage()).replaced).toEqual([]);
		}
	});

	test('has another history each time, and only who runs the machine says so', async () => {
		const [first] = await database.sql`select private.raise_sync_epoch() as epoch`;
		const [second] = await database.sql`select private.raise_sync_epoch() as epoch`;
		expect(first?.epoch).not.toBe(second?.epoch);
		const before = await contentsOf(database);
		for (const role of ['anon', 'authenticated', 'service_role'] as const) {
			const asked = database.as(role, idOf('kora'))((sql) => sql`select private.raise_sync_epoch()`);
			await expect(asked, role).rejects.toMatchObject({ code: '42501' });
		}
		expect(await contentsOf(database)).toEqual(before);
	});

	test('whose rows carry transactions of another one brings each of them once', async () => {
		const { sql } = database;
		await sql`delete from public.articles where article_id = ${idOf('phonesDraft')}`;
		await sql.begin(async (transaction) => {
			for (const table of tableNames) {
				await transaction.unsafe(`alter table public.${table} disable trigger ${table}_stamp_rev`);
				await transaction.unsafe(`update public.${table} set rev = '4000000000000'`);
				await transaction.unsafe(`alter table public.${table} enable trigger ${table}_stamp_rev`);
			}
			await transaction`update private.tombstones set rev = '4000000000000'`;
		});
		const device = new ModelDevice(database, 'kora');
		await device.refresh();
		const again = await device.pullPage();
		expect(cameIn(again).length).toBeGreaterThan(50);
		expect(goneIn(again)).toContain('articles phonesDraft');

		await sql`select private.raise_sync_epoch()`;
		expect(startsAnew(await device.pullPage())).toBe(true);
		const after = await device.pullPage();
		expect([...cameIn(after), ...after.gone]).toEqual([]);
		await expectTruth(database, device);
	});
});

describe('a closed request older than 90 days', () => {
	beforeEach(open);
	afterEach(close);

	test('is gone with everything of it when it changes, and does not come back with more changes', async () => {
		const { sql } = database;
		const device = new ModelDevice(database, 'ben');
		await device.refresh();
		await sql`update public.requests set title = 'Neu' where request_id = ${idOf('longAgo')}`;
		const page = await device.pullPage();
		expect(goneIn(page)).toEqual(['requests longAgo']);
		expect(cameIn(page)).toEqual([]);
		await sql`update public.request_details set body = 'Neu' where request_id = ${idOf('longAgo')}`;
		await sql`update public.request_events set facts = facts where request_id = ${idOf('longAgo')}`;
		await sql`update public.attachments set name = 'Neu' where request_id = ${idOf('longAgo')}`;
		const parts = await device.pullPage();
		expect(goneIn(parts)).toEqual([
			'attachments longAgo',
			'request_details longAgo',
			'request_events longAgo',
		]);
		expect(cameIn(parts)).toEqual([]);
		await expectTruth(database, device);
	});

	test('comes back whole when it is opened again', async () => {
		const device = new ModelDevice(database, 'ben');
		await device.refresh();
		await database.sql`update public.requests set status = 'open', accepted_by = null where request_id = ${idOf('longAgo')}`;
		const came = cameIn(await device.pullPage());
		for (const table of ['requests', 'request_details', 'request_events', 'request_people', 'attachments'])
			expect(came).toContain(`${table} longAgo`);
		await expectTruth(database, device);
	});

	test('that is closed only now leaves the devices', async () => {
		const { sql } = database;
		await sql`update public.requests set created_at = now() - interval '91 days' where request_id = ${idOf('waiting')}`;
		const device = new ModelDevice(database, 'anna');
		expect(await device.refresh()).toHaveProperty(`requests ${idOf('waiting')}`);
		await sql`update public.requests set status = 'resolved' where request_id = ${idOf('waiting')}`;
		const gone = goneIn(await device.pullPage());
		for (const table of ['requests', 'request_details', 'request_events', 'request_people', 'attachments'])
			expect(gone).toContain(`${table} waiting`);
		await expectTruth(database, device);
	});

	test('is named as kept no longer: the answer says since when closed ones are kept', async () => {
		const { kept_since: since } = await pull(database, 'ben');
		const days = (Date.now() - Date.parse(since)) / 86_400_000;
		expect(Math.round(days)).toBe(90);
	});
});

describe('what is only kept for a time', () => {
	beforeAll(open);
	afterAll(close);

	test('goes when it is over: stones after 187 days, verdicts after 90, nothing else moves', async () => {
		const { sql } = database;
		for (const days of [186, 188])
			await sql`
				insert into private.tombstones (table_name, row_id, deleted_at)
				values ('requests', ${idOf(`stone of ${days}`)}, now() - make_interval(days => ${days}::int))`;
		for (const days of [89, 91])
			await sql`
				insert into private.commands (command_id, profile_id, name, arguments_digest, created_at)
				values (${idOf(`command of ${days}`)}, ${randomUUID()}, 'set_language', '', now() - make_interval(days => ${days}::int))`;
		const before = await contentsOf(database, ['private.tombstones', 'private.commands']);
		await sql`select private.forget_old()`;
		const stones = await sql`select row_id from private.tombstones`;
		expect(stones.map((row) => String(row.row_id))).toEqual([idOf('stone of 186')]);
		const verdicts = await sql`select command_id from private.commands`;
		expect(verdicts.map((row) => String(row.command_id))).toEqual([idOf('command of 89')]);
		expect(await contentsOf(database, ['private.tombstones', 'private.commands'])).toEqual(before);
	});

	test('is nothing a client can let go of', async () => {
		const before = await contentsOf(database);
		for (const role of ['anon', 'authenticated', 'service_role'] as const) {
			const asked = database.as(role, idOf('kora'))((sql) => sql`select private.forget_old()`);
			await expect(asked, role).rejects.toMatchObject({ code: '42501' });
		}
		expect(await contentsOf(database)).toEqual(before);
	});
});

test('whoever is not active still learns what changed about themselves', async () => {
	await open();
	const device = new ModelDevice(database, 'lars');
	await device.refresh();
	await send(database, 'lars', 'set_language', { language: 'en' });
	await database.sql`update public.profile_contacts set phone = '1' where profile_id in (${idOf('lars')}, ${idOf('anna')})`;
	await database.sql`update public.cluster_members set paused_until = now()`;
	const page = await device.pullPage();
	expect(cameIn(page)).toEqual(['profiles lars', 'profile_contacts lars', 'cluster_members lars in network']);
	expect(page.gone).toEqual([]);
	await close();
});
