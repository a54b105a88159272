import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CommandAnswer, CommandArguments } from '#contracts/commands.ts';
import type { Entry, EntryOf, KeptCommand } from '#local/outbox.ts';
import { type Channel, channels, pauseAfter, planNext } from '#sync/outbox-plan.ts';
import { idOf } from '#tests/fakes/device.ts';

const now = 1_000_000;

function entry<Name extends KeptCommand>(
	order: number,
	name: Name,
	args: Partial<CommandArguments<Name>>,
	rest: Partial<EntryOf<Name>> = {},
): Entry {
	return {
		order,
		name,
		args: { command_id: idOf('9', order), ...args },
		written_at: 0,
		state: 'waiting',
		failures: 0,
		not_before: 0,
		verdict: undefined,
		...rest,
		// The plan reads names and ids only.
	} as Entry;
}

const request = (number: number) => ({ request_id: idOf('a', number) });
const article = (number: number) => ({ article_id: idOf('b', number) });
const file = (number: number, of: number) => ({ attachment_id: idOf('f', number), ...request(of) });
const refusedAnswer: CommandAnswer<'create_request'> = { outcome: 'too_many' };
const refused = { state: 'refused', verdict: refusedAnswer } as const;

/** Orders in the sequence in which a channel sends them, all of them carried out. */
function sequence(entries: Entry[], channel: Channel): number[] {
	let left = entries;
	const sent: number[] = [];
	for (;;) {
		const step = planNext(left, channel, now);
		if (step.outcome !== 'send') return sent;
		sent.push(step.entry.order);
		left = left.map((other) => (other.order === step.entry.order ? { ...other, state: 'done' } : other));
	}
}

function sequences(entries: Entry[]): Record<Channel, number[]> {
	return {
		urgent: sequence(entries, 'urgent'),
		normal: sequence(entries, 'normal'),
		uploads: sequence(entries, 'uploads'),
	};
}

describe('taking and giving back', () => {
	test('overtake whatever else waits', () => {
		const entries = [
			entry(1, 'create_request', request(1)),
			entry(2, 'save_article', article(1)),
			entry(3, 'accept_request', request(2)),
			entry(4, 'release_request', request(3)),
		];
		expect(sequences(entries)).toEqual({ urgent: [3, 4], normal: [1, 2], uploads: [] });
	});

	test('take along what must go before them in their lane, and nothing of other lanes', () => {
		const entries = [
			entry(1, 'create_request', request(1)),
			entry(2, 'create_request', request(2)),
			entry(3, 'hand_over_request', request(2)),
			entry(4, 'accept_request', request(2)),
		];
		expect(sequences(entries)).toEqual({ urgent: [2, 3, 4], normal: [1], uploads: [] });
	});

	test('stay in the order in which they were done', () => {
		const entries = [
			entry(1, 'accept_request', request(1)),
			entry(2, 'release_request', request(1)),
			entry(3, 'accept_request', request(1)),
		];
		expect(sequence(entries, 'urgent')).toEqual([1, 2, 3]);
	});

	test('wait for nobody who was refused, except a request that was never made', () => {
		const taken = { state: 'refused' } as const;
		expect(
			sequence(
				[entry(1, 'accept_request', request(1), taken), entry(2, 'release_request', request(1))],
				'urgent',
			),
		).toEqual([2]);
		expect(
			sequences([
				entry(1, 'create_request', request(1), refused),
				entry(2, 'accept_request', request(1)),
				entry(3, 'attach_file', file(1, 1)),
			]),
		).toEqual({ urgent: [], normal: [], uploads: [] });
	});
});

describe('what builds on something', () => {
	test('goes once the request is made, files beside everything else', () => {
		const entries = [
			entry(1, 'create_request', request(1)),
			entry(2, 'attach_file', file(1, 1)),
			entry(3, 'attach_file', file(2, 2)),
			entry(4, 'hand_over_request', request(2)),
		];
		expect(sequences(entries)).toEqual({ urgent: [], normal: [1, 4], uploads: [3] });
		const made = entries.map((other) => (other.order === 1 ? { ...other, state: 'done' as const } : other));
		expect(sequences(made)).toEqual({ urgent: [], normal: [4], uploads: [2, 3] });
	});

	test('waits for words that were refused, and nothing else does', () => {
		const entries = [
			entry(1, 'save_article', article(1), { state: 'refused', verdict: { outcome: 'not_allowed' } }),
			entry(2, 'publish_article', article(1)),
			entry(3, 'save_article', article(2)),
			entry(4, 'publish_article', article(2)),
		];
		expect(sequence(entries, 'normal')).toEqual([3, 4]);
	});

	test('goes when the request exists already: an attempt whose answer was lost has made it', () => {
		const exists: CommandAnswer<'create_request'> = {
			outcome: 'invalid',
			field: 'request_id',
			reason: 'exists',
		};
		const entries = [
			entry(1, 'create_request', request(1), { state: 'refused', verdict: exists }),
			entry(2, 'attach_file', file(1, 1)),
			entry(3, 'accept_request', request(1)),
		];
		expect(sequences(entries)).toEqual({ urgent: [3], normal: [], uploads: [2] });
	});

	test('waits for the one before it in its lane, not for other lanes', () => {
		const failing = { failures: 3, not_before: now + 4_000 };
		const entries = [
			entry(1, 'save_article', article(1), failing),
			entry(2, 'publish_article', article(1)),
			entry(3, 'set_language', { language: 'en' }),
			entry(4, 'join_cluster', { cluster_id: idOf('c', 1) }),
			entry(5, 'leave_cluster', { cluster_id: idOf('c', 1) }),
			entry(6, 'archive_article', article(2)),
			entry(7, 'delete_article', article(2)),
		];
		expect(sequence(entries, 'normal')).toEqual([3, 4, 5, 6, 7]);
	});
});

describe('an entry that nobody answers', () => {
	const other = entry(2, 'set_language', { language: 'en' });

	test.each([
		['once, keeps its turn and waits for its time', 1, { outcome: 'wait', milliseconds: 500 }],
		['twice, keeps its turn and waits for its time', 2, { outcome: 'wait', milliseconds: 500 }],
		['three times, lets the next go first', 3, { outcome: 'send', entry: other }],
	])('%s', (_fact, failures, step) => {
		const failing = entry(1, 'save_article', article(1), { failures, not_before: now + 500 });
		expect(planNext([failing, other], 'normal', now)).toEqual(step);
	});

	test('is sent when nothing better is left; of several the one that waited longest', () => {
		const failing = [
			entry(1, 'save_article', article(1), { failures: 5, not_before: now - 1 }),
			entry(2, 'save_article', article(2), { failures: 9, not_before: now - 2 }),
		];
		expect(planNext(failing, 'normal', now)).toMatchObject({ outcome: 'send', entry: { order: 2 } });
	});

	test('is sent at its time, not before and not later', () => {
		const failing = entry(1, 'save_article', article(1), { failures: 1, not_before: now + 1 });
		expect(planNext([failing], 'normal', now)).toEqual({ outcome: 'wait', milliseconds: 1 });
		expect(planNext([failing], 'normal', now + 1)).toMatchObject({ outcome: 'send' });
	});

	test('is not put off by a clock that was turned back', () => {
		const failing = entry(1, 'save_article', article(1), { failures: 1, not_before: now + 60_001 });
		expect(planNext([failing], 'normal', now)).toMatchObject({ outcome: 'send' });
	});

	test('waits one second, then twice as long each time, a minute at most', () => {
		expect([1, 2, 3, 4, 5, 6, 7, 8, 500].map(pauseAfter)).toEqual([
			1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
		]);
	});
});

describe('any outbox', () => {
	const anyEntry = fc.record({
		kind: fc.constantFrom('create', 'accept', 'release', 'hand_over', 'file', 'save', 'publish', 'join'),
		thing: fc.integer({ min: 1, max: 4 }),
		failures: fc.integer({ min: 0, max: 5 }),
		due: fc.integer({ min: -50, max: 50 }),
		state: fc.constantFrom('waiting', 'waiting', 'waiting', 'done', 'refused'),
	});
	const anyOutbox = fc.array(anyEntry, { maxLength: 40 }).map((facts) =>
		facts.map(({ kind, thing, failures, due, state }, index) => {
			const rest = { failures, not_before: now + due, state };
			const order = index + 1;
			switch (kind) {
				case 'create':
					return entry(order, 'create_request', request(thing), rest);
				case 'accept':
					return entry(order, 'accept_request', request(thing), rest);
				case 'release':
					return entry(order, 'release_request', request(thing), rest);
				case 'hand_over':
					return entry(order, 'hand_over_request', request(thing), rest);
				case 'file':
					return entry(order, 'attach_file', file(order, thing), rest);
				case 'save':
					return entry(order, 'save_article', article(thing), rest);
				case 'publish':
					return entry(order, 'publish_article', article(thing), rest);
				case 'join':
					return entry(order, 'join_cluster', { cluster_id: idOf('c', thing) }, rest);
			}
		}),
	);

	/** Sends everything that goes, whichever channel is next by chance, as time passes. */
	function drain(entries: Entry[], turns: readonly number[]): Entry[] {
		let left = entries;
		const sent: Entry[] = [];
		let time = now;
		for (let turn = 0; ; turn += 1) {
			const offset = turns[turn % turns.length] ?? 0;
			const steps = channels.map((_, index) => {
				const channel = channels[(index + offset) % channels.length] ?? 'normal';
				return planNext(left, channel, time);
			});
			const going = steps.find((step) => step.outcome === 'send');
			if (going !== undefined) {
				sent.push(going.entry);
				left = left.map((one) => (one.order === going.entry.order ? { ...one, state: 'done' } : one));
				continue;
			}
			const waits = steps.flatMap((step) => (step.outcome === 'wait' ? [step.milliseconds] : []));
			if (waits.length === 0) return sent;
			time += Math.min(...waits);
		}
	}

	/** What may never go out: it builds on something that was refused. */
	function isHeld(one: Entry, entries: readonly Entry[]): boolean {
		return entries.some((before) => {
			if (before.order >= one.order || before.state !== 'refused') return false;
			if (before.name === 'create_request')
				return 'request_id' in one.args && one.args.request_id === before.args.request_id;
			if (before.name === 'save_article')
				return 'article_id' in one.args && one.args.article_id === before.args.article_id;
			return false;
		});
	}

	test('goes out whole, each entry once, but for what builds on something refused', () => {
		fc.assert(
			fc.property(anyOutbox, fc.array(fc.nat(2), { minLength: 1 }), (entries, turns) => {
				const sent = drain(entries, turns).map((one) => one.order);
				const expected = entries
					.filter((one) => one.state === 'waiting' && !isHeld(one, entries))
					.map((one) => one.order);
				expect([...sent].sort((a, b) => a - b)).toEqual(expected);
			}),
		);
	});

	test('goes out in the order in which things were done to one thing, and a file never before its request', () => {
		fc.assert(
			fc.property(anyOutbox, fc.array(fc.nat(2), { minLength: 1 }), (entries, turns) => {
				const sent = drain(entries, turns);
				for (const [index, one] of sent.entries()) {
					const later = sent.slice(index + 1);
					const overtaken = later.filter((other) => other.order < one.order && isBefore(other, one));
					expect(overtaken).toEqual([]);
				}
			}),
		);
	});

	/** Whether `one` has to wait for `other`, which was done before it. */
	function isBefore(other: Entry, one: Entry): boolean {
		if (other.name === 'attach_file') return false;
		if (one.name === 'attach_file')
			return other.name === 'create_request' && other.args.request_id === one.args.request_id;
		const keys = ['request_id', 'article_id', 'cluster_id'] as const;
		const thingOf = ({ args }: Entry): unknown =>
			keys.map((key) => Object.entries<unknown>(args).find(([name]) => name === key)?.[1]).find(Boolean);
		return thingOf(other) === thingOf(one);
	}
});

test('five hundred entries of a week cost as many looks as there are entries', () => {
	let looks = 0;
	const week = Array.from({ length: 500 }, (_, index) =>
		Object.defineProperty(entry(index + 1, 'save_article', article(index)), 'name', {
			get() {
				looks += 1;
				return 'save_article';
			},
		}),
	);
	planNext(week.slice(0, 250), 'normal', now);
	const half = looks;
	looks = 0;
	expect(planNext(week, 'normal', now)).toMatchObject({ outcome: 'send', entry: { order: 1 } });
	expect(looks).toBe(2 * half);
});
