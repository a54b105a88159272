import { expect, test } from 'vitest';
import type { Changes } from '#contracts/rows.ts';
import { Puller, type PullWork } from '#sync/puller.ts';

const nothing: Changes['rows'] = {
	municipalities: [],
	profiles: [],
	profile_contacts: [],
	roles: [],
	clusters: [],
	cluster_members: [],
	requests: [],
	request_details: [],
	request_events: [],
	devices: [],
};

function answer(cursor: string, scope = 1): Awaited<ReturnType<PullWork['pull']>> {
	return { outcome: 'pulled', changes: { cursor, scope_version: scope, rows: nothing, gone: [] } };
}

/** A device and a server that answers in the given order. */
function world(answers: Awaited<ReturnType<PullWork['pull']>>[]) {
	let mark: Awaited<ReturnType<PullWork['readMark']>>;
	const asked: (string | undefined)[] = [];
	const applied: { cursor: string; full: boolean }[] = [];
	const puller = new Puller({
		readMark: () => Promise.resolve(mark),
		pull(cursor) {
			asked.push(cursor);
			return Promise.resolve(answers.shift() ?? { outcome: 'retry' });
		},
		apply(changes, { full, at }) {
			applied.push({ cursor: changes.cursor, full });
			mark = { cursor: changes.cursor, scope_version: changes.scope_version, pulled_at: at };
			return Promise.resolve();
		},
		now: () => 1_000,
		report: () => undefined,
	});
	return { puller, asked, applied };
}

test('a new device asks for everything, then for what changed', async () => {
	const { puller, asked, applied } = world([answer('5'), answer('7')]);
	expect(await puller.pullNow()).toBe('pulled');
	expect(await puller.pullNow()).toBe('pulled');
	expect(asked).toEqual([undefined, '5']);
	expect(applied).toEqual([
		{ cursor: '5', full: true },
		{ cursor: '7', full: false },
	]);
});

test('a person who may see something else gets everything anew, and the partial answer is not applied', async () => {
	const { puller, asked, applied } = world([answer('5', 1), answer('6', 2), answer('7', 2)]);
	await puller.pullNow();
	await puller.pullNow();
	expect(asked).toEqual([undefined, '5', undefined]);
	expect(applied.at(-1)).toEqual({ cursor: '7', full: true });
	expect(applied).toHaveLength(2);
});

test('a cursor the server does not know is given up', async () => {
	const { puller, asked, applied } = world([answer('5'), { outcome: 'broken' }, answer('2')]);
	await puller.pullNow();
	expect(await puller.pullNow()).toBe('pulled');
	expect(asked).toEqual([undefined, '5', undefined]);
	expect(applied.at(-1)).toEqual({ cursor: '2', full: true });
});

test('a device without network keeps what it has and says since when', async () => {
	const { puller, applied } = world([answer('5'), { outcome: 'retry' }]);
	await puller.pullNow();
	expect(await puller.pullNow()).toBe('retry');
	expect(applied).toHaveLength(1);
	expect(puller.standing).toEqual({ pulling: false, pulledAt: 1_000, last: 'retry' });
});

test('callers during a pull share one that begins afterwards', async () => {
	const { puller, asked } = world([answer('5'), answer('6'), answer('7')]);
	const all = [puller.pullNow(), puller.pullNow(), puller.pullNow()];
	expect(await Promise.all(all)).toEqual(['pulled', 'pulled', 'pulled']);
	expect(asked).toEqual([undefined, '5']);
});

test('a storage that fails is an outcome, and the next pull goes on', async () => {
	let failing = true;
	const reported: unknown[] = [];
	const puller = new Puller({
		readMark: () => (failing ? Promise.reject(new Error('gone')) : Promise.resolve(undefined)),
		pull: () => Promise.resolve(answer('5')),
		apply: () => Promise.resolve(),
		now: () => 1_000,
		report: (error) => reported.push(error),
	});
	expect(await puller.pullNow()).toBe('broken');
	expect(reported).toHaveLength(1);
	failing = false;
	expect(await puller.pullNow()).toBe('pulled');
});
