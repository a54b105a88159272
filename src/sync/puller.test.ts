import { describe, expect, test, vi } from 'vitest';
import type { Changes } from '#contracts/rows.ts';
import { Puller, type PullWork } from '#sync/puller.ts';
import { pageOf, patience, requestRow } from '#tests/fakes/device.ts';

type Answer = Awaited<ReturnType<PullWork['pull']>>;
type Mark = NonNullable<Awaited<ReturnType<PullWork['readMark']>>>;

function answer(cursor: string, rest: Partial<Changes> = {}): Answer {
	return { outcome: 'pulled', changes: pageOf(cursor, {}, rest) };
}

function page(cursor: string): Answer {
	return { outcome: 'pulled', changes: pageOf(cursor, { requests: [requestRow(1)] }, { more: true }) };
}

/** A device and a server that answers in the given order, then not at all. */
function world(answers: (Answer | (() => Promise<Answer>))[], mark?: Partial<Mark>) {
	const device: { mark: Mark | undefined; done: number[]; now: number } = {
		mark: mark && { cursor: 'c0', more: false, pulled_at: 500, unread: 0, ...mark },
		done: [],
		now: 1_000,
	};
	const asked: (string | undefined)[] = [];
	const applied: { cursor: string; anew: boolean; settled: readonly number[] }[] = [];
	const judged: unknown[] = [];
	const work: PullWork = {
		readMark: () => Promise.resolve(device.mark),
		pull(cursor) {
			asked.push(cursor);
			const next = answers.shift() ?? { outcome: 'retry' };
			return typeof next === 'function' ? next() : Promise.resolve(next);
		},
		apply({ cursor, more, unread }, { from, anew, at, settled }) {
			if (device.mark?.cursor !== from) return Promise.resolve({ outcome: 'overtaken' });
			applied.push({ cursor, anew, settled });
			const before = anew ? 0 : (device.mark?.unread ?? 0);
			const pulled_at = more ? device.mark?.pulled_at : at;
			device.mark = { cursor, more, pulled_at, unread: before + unread };
			if (!more) device.done = device.done.filter((order) => !settled.includes(order));
			return Promise.resolve({ outcome: 'applied', unread: device.mark.unread });
		},
		readDone: () => Promise.resolve([...device.done]),
		now: () => device.now,
		judge(error) {
			judged.push(error);
			return 'broken';
		},
	};
	return { puller: new Puller(work), work, device, asked, applied, judged };
}

describe('a pull', () => {
	test('of a new device asks for everything, then for what changed', async () => {
		const { puller, asked, applied } = world([answer('5'), answer('7')]);
		expect(await puller.pullNow()).toBe('pulled');
		expect(await puller.pullNow()).toBe('pulled');
		expect(asked).toEqual([undefined, '5']);
		expect(applied).toEqual([
			{ cursor: '5', anew: true, settled: [] },
			{ cursor: '7', anew: false, settled: [] },
		]);
	});

	test('goes on page by page until there is no more, and counts what has come', async () => {
		const { puller, asked, device } = world([page('5'), page('6'), answer('7')]);
		const received: (number | undefined)[] = [];
		puller.subscribe(() => received.push(puller.standing.received));
		expect(await puller.pullNow()).toBe('pulled');
		expect(asked).toEqual([undefined, '5', '6']);
		expect(device.mark).toMatchObject({ cursor: '7', more: false, pulled_at: 1_000 });
		expect(received.filter((count, index) => count !== received[index - 1])).toEqual([1, 2, undefined]);
	});

	test('that was cut off goes on where it was', async () => {
		const { puller, asked, device } = world([page('5'), { outcome: 'retry' }, answer('6'), answer('7')]);
		expect(await puller.pullNow()).toBe('retry');
		expect(device.mark).toMatchObject({ cursor: '5', more: true, pulled_at: undefined });
		expect(await puller.pullNow()).toBe('pulled');
		expect(asked).toEqual([undefined, '5', '5', '6']);
	});

	test('that callers ask for during another is one that begins afterwards', async () => {
		const { puller, asked } = world([answer('5'), answer('6'), answer('7')]);
		const all = [puller.pullNow(), puller.pullNow(), puller.pullNow()];
		expect(await Promise.all(all)).toEqual(['pulled', 'pulled', 'pulled']);
		expect(asked).toEqual([undefined, '5']);
	});

	test('that somebody asks for the moment another ends is one and the same with what others wait for', async () => {
		const { puller, asked } = world([answer('5'), answer('6'), answer('7')]);
		const asking: Promise<unknown>[] = [];
		puller.subscribe(() => {
			if (!puller.standing.pulling && asking.length === 0) asking.push(puller.pullNow());
		});
		await Promise.all([puller.pullNow(), puller.pullNow()]);
		await Promise.all(asking);
		expect(asked).toEqual([undefined, '5']);
	});

	test('that ends in a server with a word too few leaves no hole: the cursor stays', async () => {
		const { puller, device } = world([answer('5'), { outcome: 'broken' }, { outcome: 'broken' }]);
		await puller.pullNow();
		expect(await puller.pullNow()).toBe('broken');
		expect(device.mark?.cursor).toBe('5');
	});
});

describe('a cursor', () => {
	test('that the server does not know is given up, once', async () => {
		const { puller, asked, applied } = world([answer('5'), { outcome: 'broken' }, answer('2')]);
		await puller.pullNow();
		expect(await puller.pullNow()).toBe('pulled');
		expect(asked).toEqual([undefined, '5', undefined]);
		expect(applied.at(-1)).toEqual({ cursor: '2', anew: true, settled: [] });
	});

	test('that breaks again and again on the way does not send the device in circles', async () => {
		const broken: Answer = { outcome: 'broken' };
		const { puller, asked } = world([broken, page('1'), broken, page('1'), broken, page('1')], {});
		expect(await puller.pullNow()).toBe('broken');
		expect(asked).toEqual(['c0', undefined, '1']);
	});

	test('that does not move on does not send the device in circles', async () => {
		const { puller, asked } = world([page('5'), page('5'), page('5')]);
		expect(await puller.pullNow()).toBe('broken');
		expect(asked).toEqual([undefined, '5']);
	});
});

describe('what was carried out', () => {
	test('goes with a pull that begins afterwards, not with one under way', async () => {
		const late = Promise.withResolvers<Answer>();
		const { puller, device, applied } = world([() => late.promise, answer('6')], {});
		const first = puller.pullNow();
		await vi.waitFor(() => expect(puller.standing.pulling).toBe(true), patience);
		device.done.push(3);
		late.resolve(answer('5'));
		await first;
		expect(device.done).toEqual([3]);
		await puller.pullNow();
		expect(applied.map(({ settled }) => settled)).toEqual([[], [3]]);
		expect(device.done).toEqual([]);
	});

	test('while a pull was cut off does not go with the end of it, but with the one after', async () => {
		const { puller, device, applied } = world([page('6'), answer('7'), answer('8')], {
			cursor: '5',
			more: true,
		});
		device.done.push(3);
		expect(await puller.pullNow()).toBe('pulled');
		expect(applied).toEqual([
			{ cursor: '6', anew: false, settled: [] },
			{ cursor: '7', anew: false, settled: [] },
			{ cursor: '8', anew: false, settled: [3] },
		]);
	});

	test('stays when the pull that would bring it fails', async () => {
		const { puller, device } = world([page('6'), { outcome: 'retry' }], {});
		device.done.push(3);
		expect(await puller.pullNow()).toBe('retry');
		expect(device.done).toEqual([3]);
	});
});

describe('a window that another one overtakes', () => {
	test('takes nothing of its own and goes on from there', async () => {
		const { puller, device, asked, applied } = world([
			() => {
				device.mark = { cursor: 'b', more: false, pulled_at: 900, unread: 0 };
				return Promise.resolve(answer('a'));
			},
			answer('c'),
		]);
		expect(await puller.pullNow()).toBe('pulled');
		expect(asked).toEqual([undefined, 'b']);
		expect(applied.map(({ cursor }) => cursor)).toEqual(['c']);
	});

	test('in the middle of everything helps to bring it to its end, then pulls what it wants itself', async () => {
		const { puller, device, asked, applied } = world(
			[
				() => {
					device.mark = { cursor: 'b', more: true, pulled_at: 500, unread: 0 };
					return Promise.resolve(answer('a'));
				},
				answer('c'),
				answer('d'),
			],
			{},
		);
		device.done.push(3);
		expect(await puller.pullNow()).toBe('pulled');
		expect(asked).toEqual(['c0', 'b', 'c']);
		expect(applied.map(({ settled }) => settled)).toEqual([[], [3]]);
	});

	test('by the loss of all data asks for everything', async () => {
		const { puller, device, asked } = world(
			[
				() => {
					device.mark = undefined;
					return Promise.resolve(answer('5'));
				},
				answer('6'),
			],
			{},
		);
		expect(await puller.pullNow()).toBe('pulled');
		expect(asked).toEqual(['c0', undefined]);
	});
});

describe('rows that a former version of the app did not understand', () => {
	test('are asked for once by the next, with everything', async () => {
		const { puller, asked, applied } = world([answer('5'), answer('6')], { unread: 2 });
		expect(await puller.pullNow()).toBe('pulled');
		expect(puller.standing.unread).toBe(0);
		await puller.pullNow();
		expect(asked).toEqual([undefined, '5']);
		expect(applied.map(({ anew }) => anew)).toEqual([true, false]);
	});

	test('are asked for again when the network fails, and once only when this one does not understand them either', async () => {
		const { puller, asked } = world(
			[{ outcome: 'retry' }, answer('5', { unread: 2 }), answer('6', { unread: 1 })],
			{ unread: 2 },
		);
		expect(await puller.pullNow()).toBe('retry');
		expect(puller.standing.unread).toBe(2);
		await puller.pullNow();
		expect(puller.standing.unread).toBe(2);
		await puller.pullNow();
		expect(puller.standing.unread).toBe(3);
		expect(asked).toEqual([undefined, undefined, '5']);
	});
});

describe('the standing', () => {
	test('of a device without network says what it has and since when', async () => {
		const { puller } = world([answer('5'), { outcome: 'retry' }]);
		await puller.pullNow();
		expect(await puller.pullNow()).toBe('retry');
		expect(puller.standing).toEqual({
			pulling: false,
			pulledAt: 1_000,
			received: undefined,
			unread: 0,
			last: 'retry',
		});
	});

	test('of a page that starts offline says how old its data is', async () => {
		const { puller } = world([{ outcome: 'retry' }], {});
		await puller.pullNow();
		expect(puller.standing).toMatchObject({ pulledAt: 500, last: 'retry' });
	});

	test.each(['retry', 'signed_out', 'too_large'] as const)('names the failure: %s', async (outcome) => {
		const { puller } = world([{ outcome }]);
		expect(await puller.pullNow()).toBe(outcome);
		expect(puller.standing.last).toBe(outcome);
	});

	test('names a storage that fails, and the next pull goes on', async () => {
		const { puller, work, judged } = world([answer('5')]);
		vi.spyOn(work, 'readMark').mockRejectedValueOnce(new Error('gone'));
		expect(await puller.pullNow()).toBe('broken');
		expect(judged).toHaveLength(1);
		expect(await puller.pullNow()).toBe('pulled');
	});

	test('is told until nobody listens', async () => {
		const { puller } = world([answer('5'), answer('6')]);
		const heard = vi.fn<() => void>();
		const stop = puller.subscribe(heard);
		await puller.pullNow();
		const { length } = heard.mock.calls;
		expect(length).toBeGreaterThan(0);
		stop();
		await puller.pullNow();
		expect(heard).toHaveBeenCalledTimes(length);
	});
});
