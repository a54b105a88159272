import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LocalDatabase } from '#local/database.ts';
import { dropDraft, keepDraft, keepWhileLeaving, readDraft, readWhatWasLeft } from '#local/drafts.ts';
import { type FakeDevice, fakeDevice } from '#tests/fakes/device.ts';

let device: FakeDevice;
let database: LocalDatabase;
beforeEach(async () => {
	device = fakeDevice();
	database = await device.open();
});
afterEach(() => device.end());

test('a draft is there after a restart until it is dropped', async () => {
	await keepDraft(database, 'ask', { title: 'Der Drucker' }, 1);
	database.close();
	const next = await device.open();
	expect(await readDraft(next, 'ask')).toEqual({ title: 'Der Drucker' });
	await dropDraft(next, 'ask');
	await dropDraft(next, 'ask');
	expect(await readDraft(next, 'ask')).toBeUndefined();
});

test('what a page left behind is found by the next, and gone once the database holds it', async () => {
	keepWhileLeaving(database, 'ask', { title: 'Der' });
	expect(readWhatWasLeft(database, 'ask')).toEqual({ title: 'Der' });
	await keepDraft(database, 'ask', { title: 'Der Drucker' }, 1);
	expect(readWhatWasLeft(database, 'ask')).toBeUndefined();
	keepWhileLeaving(database, 'ask', { title: 'Der' });
	await dropDraft(database, 'ask');
	expect(readWhatWasLeft(database, 'ask')).toBeUndefined();
});

test('a browser that forbids storage loses nothing but the last moment', async () => {
	vi.stubGlobal('sessionStorage', undefined);
	keepWhileLeaving(database, 'ask', { title: 'Der' });
	expect(readWhatWasLeft(database, 'ask')).toBeUndefined();
	await keepDraft(database, 'ask', { title: 'Der Drucker' }, 1);
	expect(await readDraft(database, 'ask')).toEqual({ title: 'Der Drucker' });
});
