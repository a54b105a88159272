import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseChanges, tableNames } from '#contracts/rows.ts';
import type { Changes, TableName } from '#contracts/rows.ts';
import { send } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildLargeWorld, nthRequest, size } from './large-world.ts';
import {
	asHeld,
	cursorOf,
	differences,
	expectTruth,
	keyOf,
	ModelDevice,
	pullPages,
	startsAnew,
	truthFor,
} from './pulling.ts';
import { idOf } from './world.ts';
import type { Person } from './world.ts';

let database: TestDatabase;
async function open(): Promise<void> {
	database = await createTestDatabase();
	await buildLargeWorld(database.sql);
}
function close(): Promise<void> {
	return database.drop();
}

const everyKind = [
	'anna',
	'otto',
	'kora',
	'olaf',
	'sven',
	'mona',
	'pia',
] as const satisfies readonly Person[];

function held(pages: readonly Changes[]): Record<string, string> {
	return Object.assign({}, ...pages.map((page) => asHeld(page.rows))) as Record<string, string>; // merged from such
}

function countOf(pages: readonly Changes[], table: TableName): number {
	return pages.reduce((sum, page) => sum + page.rows[table].length, 0);
}

/** Every stretch of a table begins where the former one ended, the first and the last are open. */
function expectNoGap(pages: readonly Changes[]): void {
	for (const table of tableNames) {
		const stretches = pages.flatMap((page) => page.replaced.filter(([name]) => name === table));
		expect(stretches.length, table).toBeGreaterThan(0);
		let end: string | null = null;
		for (const [index, [, after, upTo]] of stretches.entries()) {
			expect(after, `${table} ${index}`).toBe(end);
			expect(upTo === null, `${table} ${index}`).toBe(index === stretches.length - 1);
			end = upTo;
		}
	}
}

/** A row in no stretch of its page would stay on a device for ever once it is gone. */
function expectRowsInStretches({ rows, replaced }: Changes): void {
	for (const table of tableNames) {
		const [, after, upTo] = replaced.find(([name]) => name === table) ?? [table, 'f', '0'];
		for (const row of rows[table]) {
			const place =
				['request_events', 'request_people', 'attachments'].includes(table) && 'request_id' in row
					? row.request_id
					: keyOf(table, row);
			expect((after === null || place > after) && (upTo === null || place <= upTo), `${table} ${place}`).toBe(
				true,
			);
		}
	}
}

async function askForRows(person: Person, cursor?: string): Promise<Changes | undefined> {
	return database.as(
		'authenticated',
		idOf(person),
	)(async (sql) => {
		const [row] = await sql<{ answer: unknown }[]>`select public.pull_changes(${cursor ?? null}) as answer`;
		return parseChanges(row?.answer);
	});
}

describe('a pull of everything', () => {
	beforeAll(open);
	afterAll(close);

	test.each(everyKind)('brings %s page by page what they may see, each row once', async (person) => {
		const pages = await pullPages(database, person);
		expect(differences(held(pages), await truthFor(database, person))).toEqual([]);
		const rows = tableNames.reduce((sum, table) => sum + countOf(pages, table), 0);
		expect(rows).toBe(Object.keys(held(pages)).length);
		expectNoGap(pages);
		for (const page of pages) expectRowsInStretches(page);
		expect(pages.flatMap((page) => page.gone)).toEqual([]);
	});

	test('takes several pages for a specialist, none of them much larger than 2 000 rows', async () => {
		const pages = await pullPages(database, 'anna');
		expect(pages.length).toBeGreaterThan(3);
		expect(countOf(pages, 'requests')).toBeGreaterThan(size.requests);
		for (const page of pages) {
			const rows = Object.values(page.rows).reduce((sum, list) => sum + list.length, 0);
			expect(rows).toBeLessThanOrEqual(2_500);
		}
	});

	test.each(everyKind)('says to %s in rows what it says in columns, page by page', async (person) => {
		const pages = await pullPages(database, person);
		for (const [index, page] of pages.entries()) {
			const inRows = await askForRows(person, pages[index - 1]?.cursor);
			const { rows, replaced, more, unread } = page;
			expect(inRows).toMatchObject({ rows, replaced, more, unread });
		}
	});

	test('is followed by one page of at most 2 KB while nothing happens', async () => {
		for (const person of everyKind) {
			const cursor = await cursorOf(database, person);
			const [row] = await database.as(
				'authenticated',
				idOf(person),
			)((sql) => sql<{ answer: string }[]>`select public.pull_changes(${cursor})::text as answer`);
			expect(Buffer.byteLength(row?.answer ?? '')).toBeLessThanOrEqual(2_048);
			expect(JSON.parse(row?.answer ?? '')).toMatchObject({ more: false, gone: [], replaced: [] });
		}
	});

	// Each round one row more before the cases: what is left of a page for them, five rows each, leaves every remainder.
	test.each([1, 2, 3, 4, 5])('loses no row at the end of a page, whatever is left there (%i)', async (n) => {
		await database.sql`insert into public.municipalities (slug, name) values (${`ort${n}`}, ${`Ort ${n}`})`;
		for (const person of ['anna', 'sven'] as const) {
			const found = held(await pullPages(database, person));
			expect(differences(found, await truthFor(database, person)), person).toEqual([]);
		}
	});

	test('that is one page to the row ends all the same', async () => {
		const { sql } = database;
		// Exactly as many as fit: the page cannot know that nothing follows.
		await sql`
			insert into public.municipalities (slug, name)
			select 'platz' || n, 'Platz ' || n from generate_series(1, 2000 - (select count(*)::int from public.municipalities)) n`;
		const pages = await pullPages(database, 'anna');
		expect(differences(held(pages), await truthFor(database, 'anna'))).toEqual([]);
		expectNoGap(pages);
	});
});

/** Everything that can happen to a row before (behind is `false`) and after the place where the walk of the requests stands. */
async function shakeTheWorld(round: number): Promise<void> {
	const { sql } = database;
	const [low, high] = [10 + round * 10, size.requests - 10 - round * 10];
	for (const first of [low, high]) {
		await sql`update public.requests set title = 'Geändert' where request_id = ${nthRequest(first)}`;
		await sql`delete from public.requests where request_id = ${nthRequest(first + 1)}`;
		await send(database, 'anna', 'accept_request', { request_id: nthRequest(first + 2) });
		await send(database, 'otto', 'hand_over_request', {
			request_id: nthRequest(first + 3),
			cluster_id: idOf('phones'),
		});
		await sql`delete from public.request_events where request_id = ${nthRequest(first + 4)} and kind = 'later'`;
		await sql`
			insert into public.requests (request_id, title, kind, priority, cluster_id, municipality_id)
			values (${nthRequest(first).replace('-0000-', '-0001-')}, 'Neu', 'task', 3, ${idOf('network')}, ${idOf('Riesa')})`;
		await sql`update public.requests set status = 'resolved', created_at = now() - interval '1 year' where request_id = ${nthRequest(first + 5)}`;
	}
	await sql`update public.articles set status = 'archived' where title = ${`Anleitung ${round}`}`;
	await sql`delete from public.roles where profile_id = (select min(profile_id::text)::uuid from public.profiles where display_name ~ 'Kollegin')`;
}

describe('what happens between two pages', () => {
	beforeEach(open);
	afterEach(close);

	test.each(['anna', 'kora', 'olaf', 'sven', 'mona'] as const)(
		'is right on the device of %s after the next pull',
		async (person) => {
			const device = new ModelDevice(database, person);
			let round = 0;
			while ((await device.pullPage()).more) if (round < 8) await shakeTheWorld(round++);
			await shakeTheWorld(9);
			await device.refresh();
			await expectTruth(database, device);
			expect(round === 0).toBe(person === 'mona');
		},
	);

	test('and changes what the person may see begins the pull anew', async () => {
		const device = new ModelDevice(database, 'anna');
		expect((await device.pullPage()).more).toBe(true);
		await send(database, 'anna', 'leave_cluster', { cluster_id: idOf('network') });
		expect(startsAnew(await device.pullPage())).toBe(true);
		await device.refresh();
		await expectTruth(database, device);
	});

	test('and is a restored database begins the pull anew', async () => {
		const device = new ModelDevice(database, 'anna');
		expect((await device.pullPage()).more).toBe(true);
		await database.sql`delete from public.requests where request_id = ${nthRequest(1)}`;
		await database.sql`select private.raise_sync_epoch()`;
		expect(startsAnew(await device.pullPage())).toBe(true);
		await device.refresh();
		await expectTruth(database, device);
	});
});

describe('a pull of many changes', () => {
	beforeEach(open);
	afterEach(close);

	async function changeMuch(): Promise<void> {
		const { sql } = database;
		await sql`update public.requests set title = 'Neu: ' || title where title ~ '^Anfrage [0-9]'`;
		await sql`delete from public.requests where request_id between ${nthRequest(400)} and ${nthRequest(700)}`;
		await sql`update public.articles set summary = 'Neu'`;
		await sql`update public.requests set status = 'accepted', accepted_by = ${idOf('ben')}
			where request_id between ${nthRequest(900)} and ${nthRequest(1000)}`;
	}

	test.each(['otto', 'kora', 'olaf', 'sven', 'pia'] as const)(
		'comes to %s in pages of at most 1 000 ids',
		async (person) => {
			const device = new ModelDevice(database, person);
			await device.refresh();
			await changeMuch();
			const pages: Changes[] = [];
			do pages.push(await device.pullPage());
			while (pages.at(-1)?.more);
			await expectTruth(database, device);
			expect(pages.length > 2).toBe(person !== 'pia');
			for (const { rows, gone, replaced } of pages) {
				const ids = gone.length + Object.values(rows).reduce((sum, list) => sum + list.length, 0);
				expect(ids).toBeLessThanOrEqual(1_000);
				expect(replaced).toEqual([]);
			}
		},
	);

	test('misses nothing that happens between its pages', async () => {
		const devices = (['anna', 'sven', 'olaf', 'kora'] as const).map(
			(person) => new ModelDevice(database, person),
		);
		for (const device of devices) await device.refresh();
		await changeMuch();
		for (const device of devices) expect((await device.pullPage()).more).toBe(true);
		await shakeTheWorld(1);
		for (const device of devices) {
			await device.refresh();
			await device.refresh();
			await expectTruth(database, device);
		}
	});

	test('of exactly one page ends with an empty one', async () => {
		const cursor = await cursorOf(database, 'kora');
		await database.sql`update public.requests set title = title || '.' where request_id <= ${nthRequest(1_000)}`;
		const pages = await pullPages(database, 'kora', cursor);
		expect(pages.map((page) => page.rows.requests.length)).toEqual([1_000, 0]);
	});
});
