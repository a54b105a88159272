/** A device that an app of before has filled, as its IndexedDB lies there: nothing that was typed may be lost on the way to the app of today. */
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commands } from '#contracts/commands.ts';
import { readBytes, readOutbox } from '#local/outbox.ts';
import { effects } from '#local/overlay.ts';
import { type FakeDevice, fakeDevice, idOf, me } from '#tests/fakes/device.ts';
import { sampleOf } from '#tests/landed/shape.ts';
import { landed } from '#tests/landed/wire.ts';

let device: FakeDevice;
beforeEach(() => {
	device = fakeDevice();
});
afterEach(() => device.end());

/** Tables of what was typed, with the native version of IndexedDB (ten of Dexie's) in which they came. They are as they were: never edited. */
const typed = { drafts: 'key', outbox: '++order, state', files: 'attachment_id', marks: 'key' };
const versions = [2, 3];

/** What an outbox of that app may hold, in its own words. */
const entries = Object.entries(landed.asked).flatMap(([key, shape]) => {
	const name = key.replace('command ', '');
	if (!key.startsWith('command ') || !(name in commands)) return [];
	return [true, false].map((isWhole) => ({
		name,
		args: sampleOf(shape, isWhole),
		written_at: 1,
		state: 'waiting',
		failures: 2,
		not_before: 0,
		verdict: undefined,
	}));
});

test.each(versions)(
	'what was typed in version %i is read, waits in its order and has an effect',
	async (version) => {
		const older = new Dexie(`rufkreis-${me}`, device.options);
		older.version(version).stores(typed);
		await older.open();
		await older.table('outbox').bulkAdd(entries);
		await older.table('drafts').put({ key: 'ask', value: { title: 'Der Drucker' }, saved_at: 1 });
		await older.table('files').put({ attachment_id: idOf('f', 1), bytes: new ArrayBuffer(3) });
		older.close();

		const database = await device.open();
		const outbox = await readOutbox(database);
		expect(outbox.unreadable).toEqual([]);
		expect(outbox.entries.map(({ name, args }) => ({ name, args }))).toEqual(
			entries.map(({ name, args }) => ({ name, args })),
		);
		expect(outbox.entries.every(({ name, state }) => state === 'waiting' && name in effects)).toBe(true);
		expect(await database.drafts.get('ask')).toMatchObject({ value: { title: 'Der Drucker' } });
		expect((await readBytes(database, idOf('f', 1)))?.byteLength).toBe(3);
	},
);
