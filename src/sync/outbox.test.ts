import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Entry, Verdict } from '#local/outbox.ts';
import { type OutboxWork, OutboxSender, type SendOutcome } from '#sync/outbox.ts';
import type { Channel } from '#sync/outbox-plan.ts';
import { idOf } from '#tests/fakes/device.ts';

const start = Date.parse('2026-11-24T08:00:00Z');
const day = 24 * 60 * 60 * 1000;

beforeEach(() => {
	vi.useFakeTimers({ now: start });
});
afterEach(() => {
	vi.useRealTimers();
});

/** What several windows of one browser share: the outbox and the locks. */
class Browser {
	entries: Entry[] = [];
	locks = new Map<Channel, symbol>();

	add(name: Entry['name'], number: number, rest: Partial<Entry> = {}): Entry {
		const order = (this.entries.at(-1)?.order ?? 0) + 1;
		const ids = {
			request_id: idOf('a', number),
			article_id: idOf('b', number),
			attachment_id: idOf('f', number),
		};
		const args = { command_id: idOf('9', order), ...ids };
		const fresh = {
			written_at: Date.now(),
			state: 'waiting',
			failures: 0,
			not_before: 0,
			verdict: undefined,
		};
		// The sender reads names, ids and standing only.
		const entry = { order, name, args, ...fresh, ...rest } as Entry;
		this.entries.push(entry);
		return entry;
	}

	standings(): string[] {
		return this.entries.map(({ order, state, failures }) => `${order} ${state} ${failures}`);
	}
}

type Sending = (entry: Entry) => Promise<SendOutcome>;
const joined: SendOutcome = { outcome: 'answered', answer: { outcome: 'joined' } };
const taken: SendOutcome = {
	outcome: 'answered',
	answer: { outcome: 'taken', by: { name: 'Ben', municipality: 'Meißen' } },
};

/** One window. `sending` is the server as it meets it; `log` tells what happened in which order. */
function openWindow(browser: Browser, sending: Sending = () => Promise.resolve(joined)) {
	const log: string[] = [];
	const reported: unknown[] = [];
	const inFlight = new Map<string, number>();
	const network = { online: true };
	const settled: [number, string, Verdict][] = [];
	const work: OutboxWork = {
		entries: () => Promise.resolve([...browser.entries]),
		async send(entry) {
			const channel = entry.name === 'attach_file' ? 'uploads' : 'commands';
			inFlight.set(channel, (inFlight.get(channel) ?? 0) + 1);
			log.push(`send ${entry.order}`);
			const outcome = await sending(entry);
			inFlight.set(channel, (inFlight.get(channel) ?? 0) - 1);
			return outcome;
		},
		settle(entry, state, verdict) {
			settled.push([entry.order, state, verdict]);
			log.push(`${state} ${entry.order}`);
			browser.entries = browser.entries.map((other) =>
				other.order === entry.order && other.state === 'waiting' ? { ...other, state } : other,
			);
			return Promise.resolve();
		},
		postpone(entry, notBefore) {
			log.push(`postpone ${entry.order} by ${notBefore - Date.now()}`);
			browser.entries = browser.entries.map((other) =>
				other.order === entry.order
					? { ...other, failures: entry.failures + 1, not_before: notBefore }
					: other,
			);
			return Promise.resolve();
		},
		endPostponing() {
			browser.entries = browser.entries.map((other) => ({ ...other, not_before: 0 }));
			return Promise.resolve();
		},
		async exclusively(channel, passBy, run) {
			if (browser.locks.has(channel) && !passBy) return false;
			const mine = Symbol();
			browser.locks.set(channel, mine);
			const stolen = Promise.withResolvers<false>();
			thieves.push(() => stolen.resolve(false));
			try {
				return await Promise.race([run().then(() => true), stolen.promise]);
			} finally {
				if (browser.locks.get(channel) === mine) browser.locks.delete(channel);
			}
		},
		onCarriedOut: () => void log.push('pull'),
		isOnline: () => network.online,
		now: () => Date.now(),
		later(callback, milliseconds) {
			const timer = setTimeout(callback, milliseconds);
			return () => clearTimeout(timer);
		},
		report: (error) => void reported.push(error),
	};
	const thieves: (() => void)[] = [];
	/** Another window takes all locks away. */
	function rob(): void {
		for (const steal of thieves) steal();
	}
	return { sender: new OutboxSender(work), work, log, reported, network, settled, rob };
}

/** A server whose answers are given by hand, by order. */
function byHand() {
	const asked = new Map<number, (outcome: SendOutcome) => void>();
	const sending: Sending = ({ order }) =>
		new Promise((resolve) => {
			asked.set(order, resolve);
		});
	async function answer(order: number, outcome: SendOutcome = joined): Promise<void> {
		asked.get(order)?.(outcome);
		asked.delete(order);
		await vi.advanceTimersByTimeAsync(0);
	}
	return { sending, answer, asked: () => [...asked.keys()] };
}

describe('what waited for something in another channel goes out in the same run:', () => {
	test.each([
		['a file, once its request is made', 'create_request', 'attach_file'],
		['handing over, once the acceptance before it is decided', 'accept_request', 'hand_over_request'],
	] as const)('%s', async (_, first, second) => {
		const browser = new Browser();
		browser.add(first, 1);
		browser.add(second, 1);
		const server = byHand();
		const window = openWindow(browser, server.sending);
		let ended = false;
		const flushing = window.sender.flush().then(() => {
			ended = true;
		});
		await vi.advanceTimersByTimeAsync(0);
		expect(server.asked()).toEqual([1]);
		await server.answer(1);
		expect(server.asked()).toEqual([2]);
		expect(ended).toBe(false);
		await server.answer(2);
		await flushing;
		expect(browser.standings()).toEqual(['1 done 0', '2 done 0']);
	});

	test('a file goes beside what is still to be sent after its request', async () => {
		const browser = new Browser();
		browser.add('create_request', 1);
		browser.add('create_request', 2);
		browser.add('attach_file', 1);
		const server = byHand();
		void openWindow(browser, server.sending).sender.flush();
		await vi.advanceTimersByTimeAsync(0);
		await server.answer(1);
		expect(server.asked().sort()).toEqual([2, 3]);
	});
});

describe('what waits', () => {
	test('goes out one after the other, and the device wants the truth after each', async () => {
		const browser = new Browser();
		const { sender, log } = openWindow(browser);
		browser.add('save_article', 1);
		browser.add('save_article', 2);
		await sender.flush();
		expect(log).toEqual(['send 1', 'done 1', 'pull', 'send 2', 'done 2', 'pull']);
	});

	test('goes out by one send at a time in its channel, and by three channels side by side', async () => {
		const browser = new Browser();
		const { sending, answer, asked } = byHand();
		const { sender } = openWindow(browser, sending);
		browser.add('attach_file', 1);
		browser.add('attach_file', 2);
		browser.add('save_article', 3);
		browser.add('save_article', 4);
		browser.add('accept_request', 5);
		browser.add('accept_request', 6);
		void sender.flush();
		await vi.advanceTimersByTimeAsync(0);
		expect(asked().sort()).toEqual([1, 3, 5]);
		await answer(5);
		expect(asked().sort()).toEqual([1, 3, 6]);
		await answer(6);
		// Upload and command hang: whoever takes a request now is not kept waiting.
		browser.add('accept_request', 7);
		void sender.flush();
		await vi.advanceTimersByTimeAsync(0);
		expect(asked().sort()).toEqual([1, 3, 7]);
		await answer(7);
		await answer(3);
		expect(asked().sort()).toEqual([1, 4]);
	});

	test('that was refused stays, and the next goes', async () => {
		const browser = new Browser();
		const { sender, settled, log } = openWindow(browser, ({ order }) =>
			Promise.resolve(order === 1 ? taken : joined),
		);
		browser.add('accept_request', 1);
		browser.add('accept_request', 2);
		await sender.flush();
		expect(settled.map(([order, state]) => [order, state])).toEqual([
			[1, 'refused'],
			[2, 'done'],
		]);
		expect(log.filter((line) => line === 'pull')).toHaveLength(2);
	});

	test.each(['too_large', 'broken'] as const)('that is %s is refused without the server', async (outcome) => {
		const browser = new Browser();
		const { sender, settled, log } = openWindow(browser, () => Promise.resolve({ outcome }));
		browser.add('attach_file', 1);
		await sender.flush();
		expect(settled).toEqual([[1, 'refused', { outcome }]]);
		expect(log).not.toContain('pull');
	});

	test('longer than sixty days is refused unsent, one day less is sent', async () => {
		const browser = new Browser();
		const { sender, settled, log } = openWindow(browser);
		browser.add('save_article', 1, { written_at: start - 60 * day - 1 });
		browser.add('save_article', 2, { written_at: start - 60 * day });
		// The clock was wrong when it was written.
		browser.add('save_article', 3, { written_at: start + 400 * day });
		await sender.flush();
		expect(settled.map(([order, state, { outcome }]) => [order, state, outcome])).toEqual([
			[1, 'refused', 'too_old'],
			[2, 'done', 'joined'],
			[3, 'done', 'joined'],
		]);
		expect(log).not.toContain('send 1');
	});

	test('that comes while others go out goes out too, in the same run', async () => {
		const browser = new Browser();
		const { sending, answer, asked } = byHand();
		const { sender } = openWindow(browser, sending);
		browser.add('save_article', 1);
		let ended = 0;
		const first = sender.flush().then(() => (ended += 1));
		await vi.advanceTimersByTimeAsync(0);
		browser.add('save_article', 2);
		const second = sender.flush().then(() => (ended += 1));
		await answer(1);
		expect(asked()).toEqual([2]);
		expect(ended).toBe(0);
		await answer(2);
		await Promise.all([first, second]);
		expect(ended).toBe(2);
	});

	test('that comes just when a run has found nothing is not overlooked', async () => {
		const browser = new Browser();
		const { sender, work, log } = openWindow(browser);
		const read = Promise.withResolvers<undefined>();
		vi.spyOn(work, 'entries').mockImplementationOnce(async () => {
			const found = [...browser.entries];
			await read.promise;
			return found;
		});
		const first = sender.flush();
		browser.add('accept_request', 1);
		const second = sender.flush();
		read.resolve(undefined);
		await Promise.all([first, second]);
		expect(log).toContain('done 1');
	});
});

describe('without an answer', () => {
	test('an entry is sent again after one, two, four seconds, and by itself', async () => {
		const browser = new Browser();
		let answers = 0;
		const { sender, log } = openWindow(browser, () => {
			answers += 1;
			return Promise.resolve(answers < 4 ? { outcome: 'retry' } : joined);
		});
		browser.add('accept_request', 1);
		await sender.flush();
		expect(log).toEqual(['send 1', 'postpone 1 by 1000']);
		await vi.advanceTimersByTimeAsync(999);
		expect(log).toHaveLength(2);
		await vi.advanceTimersByTimeAsync(1);
		expect(log.slice(2)).toEqual(['send 1', 'postpone 1 by 2000']);
		await vi.advanceTimersByTimeAsync(2_000);
		expect(log.slice(4)).toEqual(['send 1', 'postpone 1 by 4000']);
		await vi.advanceTimersByTimeAsync(4_000);
		expect(log.slice(6)).toEqual(['send 1', 'done 1', 'pull']);
	});

	test('an entry that fails three times lets the next go, and goes when they are out', async () => {
		const browser = new Browser();
		let isBroken = true;
		const { sender, log } = openWindow(browser, ({ order }) =>
			Promise.resolve(order === 1 && isBroken ? { outcome: 'retry' } : joined),
		);
		for (const number of [1, 2, 3]) browser.add('accept_request', number);
		void sender.flush();
		await vi.advanceTimersByTimeAsync(7_000);
		const sends = (): string[] => log.filter((line) => line.startsWith('send'));
		expect(sends().slice(0, 5)).toEqual(['send 1', 'send 1', 'send 1', 'send 2', 'send 3']);
		isBroken = false;
		await vi.advanceTimersByTimeAsync(60_000);
		expect(browser.standings().map((line) => line.slice(0, 6))).toEqual(['1 done', '2 done', '3 done']);
	});

	test('a server in trouble is asked once a minute in the end, however much waits', async () => {
		const browser = new Browser();
		const { sender, log } = openWindow(browser, () => Promise.resolve({ outcome: 'retry' }));
		for (let number = 0; number < 500; number += 1) browser.add('save_article', number);
		void sender.flush();
		await vi.advanceTimersByTimeAsync(10 * 60_000);
		const before = log.filter((line) => line.startsWith('send')).length;
		await vi.advanceTimersByTimeAsync(10 * 60_000);
		const sends = log.filter((line) => line.startsWith('send')).length - before;
		expect(sends).toBe(10);
		expect(browser.entries.every((entry) => entry.state === 'waiting')).toBe(true);
	});

	test('a reason to believe in a connection ends every pause', async () => {
		const browser = new Browser();
		const server = { outcome: 'retry' as 'retry' | 'answered' };
		const { sender, log } = openWindow(browser, () =>
			Promise.resolve(server.outcome === 'retry' ? { outcome: 'retry' } : joined),
		);
		for (const number of [1, 2]) browser.add('save_article', number);
		void sender.flush();
		await vi.advanceTimersByTimeAsync(5 * 60_000);
		server.outcome = 'answered';
		log.length = 0;
		await sender.flushNow();
		expect(log).toEqual(['send 1', 'done 1', 'pull', 'send 2', 'done 2', 'pull']);
	});

	test('a device that knows it has no network tries nothing, and it is no failure of the entry', async () => {
		const browser = new Browser();
		const { sender, network, log } = openWindow(browser);
		network.online = false;
		browser.add('accept_request', 1);
		await sender.flushNow();
		await vi.advanceTimersByTimeAsync(10 * 60_000);
		expect(log).toEqual([]);
		network.online = true;
		await sender.flushNow();
		expect(log).toEqual(['send 1', 'done 1', 'pull']);
	});

	test('an entry that meets the dead zone on its way has not failed', async () => {
		const browser = new Browser();
		const { sending, answer } = byHand();
		const { sender, network, log } = openWindow(browser, sending);
		browser.add('accept_request', 1);
		browser.add('accept_request', 2);
		void sender.flush();
		await vi.advanceTimersByTimeAsync(0);
		network.online = false;
		await answer(1, { outcome: 'retry' });
		expect(browser.standings()).toEqual(['1 waiting 0', '2 waiting 0']);
		expect(log).toEqual(['send 1']);
	});
});

describe('without a session', () => {
	test('nothing goes out, everything stays, and it is said', async () => {
		const browser = new Browser();
		const server: { outcome: SendOutcome } = { outcome: { outcome: 'signed_out' } };
		const { sender, log } = openWindow(browser, () => Promise.resolve(server.outcome));
		const heard = vi.fn<(signedOut: boolean) => void>();
		sender.subscribe(() => heard(sender.signedOut));
		for (const number of [1, 2, 3]) browser.add('accept_request', number);
		await sender.flush();
		expect(log).toEqual(['send 1']);
		expect(heard.mock.calls).toEqual([[true]]);
		expect(browser.standings()).toEqual(['1 waiting 0', '2 waiting 0', '3 waiting 0']);
		// A dead zone says nothing about the session.
		server.outcome = { outcome: 'retry' };
		await sender.flush();
		expect(sender.signedOut).toBe(true);
		server.outcome = joined;
		await sender.flushNow();
		expect(sender.signedOut).toBe(false);
		expect(browser.standings()).toEqual(['1 done 1', '2 done 0', '3 done 0']);
	});
});

describe('a storage that fails', () => {
	test('is reported, and what waits is looked at again', async () => {
		const browser = new Browser();
		const { sender, work, log, reported } = openWindow(browser);
		const entries = vi.spyOn(work, 'entries').mockRejectedValue(new Error('the browser has had enough'));
		browser.add('accept_request', 1);
		await sender.flush();
		expect(reported).toHaveLength(3);
		entries.mockImplementation(() => Promise.resolve([...browser.entries]));
		await vi.advanceTimersByTimeAsync(4_999);
		expect(log).toEqual([]);
		await vi.advanceTimersByTimeAsync(1);
		expect(log).toEqual(['send 1', 'done 1', 'pull']);
	});

	test('after the server has answered makes it answer again, and loses nothing', async () => {
		const browser = new Browser();
		const { sender, work, log, reported } = openWindow(browser);
		vi.spyOn(work, 'settle').mockRejectedValueOnce(new Error('the browser has had enough'));
		browser.add('accept_request', 1);
		await sender.flush();
		expect(reported).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(5_000);
		expect(log).toEqual(['send 1', 'send 1', 'done 1', 'pull']);
	});

	test('to end pauses keeps nothing from being sent', async () => {
		const browser = new Browser();
		const { sender, work, log, reported } = openWindow(browser);
		vi.spyOn(work, 'endPostponing').mockRejectedValue(new Error('the browser has had enough'));
		browser.add('accept_request', 1);
		await sender.flushNow();
		expect(log).toContain('done 1');
		expect(reported).toHaveLength(1);
	});
});

describe('a window that is left', () => {
	test('begins nothing any more', async () => {
		const browser = new Browser();
		const { sending, answer } = byHand();
		const { sender, log } = openWindow(browser, sending);
		browser.add('accept_request', 1);
		browser.add('accept_request', 2);
		void sender.flush();
		await vi.advanceTimersByTimeAsync(0);
		sender.stop();
		await answer(1);
		await sender.flushNow();
		await vi.advanceTimersByTimeAsync(10 * 60_000);
		// What was on its way is settled; nobody is there to be brought up to date.
		expect(log).toEqual(['send 1', 'done 1']);
	});

	test('sends nothing again that was put off', async () => {
		const browser = new Browser();
		const { sender, log } = openWindow(browser, () => Promise.resolve({ outcome: 'retry' }));
		browser.add('accept_request', 1);
		await sender.flush();
		sender.stop();
		await vi.advanceTimersByTimeAsync(10 * 60_000);
		expect(log).toEqual(['send 1', 'postpone 1 by 1000']);
	});

	test('reports no storage that is gone with it', async () => {
		const browser = new Browser();
		const { sending, answer } = byHand();
		const { sender, work, reported } = openWindow(browser, sending);
		vi.spyOn(work, 'settle').mockRejectedValue(new Error('wiped'));
		browser.add('accept_request', 1);
		void sender.flush();
		await vi.advanceTimersByTimeAsync(0);
		sender.stop();
		await answer(1);
		expect(reported).toEqual([]);
	});
});

describe('two windows', () => {
	test('do not send the same twice; the second looks again every five seconds', async () => {
		const browser = new Browser();
		const { sending, answer } = byHand();
		const first = openWindow(browser, sending);
		const second = openWindow(browser);
		browser.add('accept_request', 1);
		browser.add('accept_request', 2);
		void first.sender.flush();
		await vi.advanceTimersByTimeAsync(0);
		await second.sender.flush();
		expect(second.log).toEqual([]);
		first.sender.stop();
		await answer(1);
		await vi.advanceTimersByTimeAsync(4_999);
		expect(second.log).toEqual([]);
		await vi.advanceTimersByTimeAsync(1);
		expect(second.log).toEqual(['send 2', 'done 2', 'pull']);
	});

	test.each<[Channel, Entry['name'], number]>([
		['urgent', 'accept_request', 20_000],
		['normal', 'save_article', 40_000],
		['uploads', 'attach_file', 240_000],
	])(
		'pass each other by when the one that sends (%s) has not moved for too long',
		async (_channel, name, ms) => {
			const browser = new Browser();
			const { sending } = byHand();
			const asleep = openWindow(browser, sending);
			const awake = openWindow(browser);
			browser.add(name, 1);
			void asleep.sender.flush();
			await vi.advanceTimersByTimeAsync(0);
			void awake.sender.flush();
			await vi.advanceTimersByTimeAsync(ms);
			expect(awake.log).toEqual([]);
			await vi.advanceTimersByTimeAsync(5_000);
			expect(awake.log).toEqual(['send 1', 'done 1', 'pull']);
		},
	);

	test('do not pass by one that is slow and moves on', async () => {
		const browser = new Browser();
		const slow = openWindow(browser, async () => {
			await new Promise((resolve) => setTimeout(resolve, 14_000));
			return joined;
		});
		const other = openWindow(browser);
		for (const number of [1, 2, 3, 4, 5]) browser.add('accept_request', number);
		void slow.sender.flush();
		await vi.advanceTimersByTimeAsync(0);
		void other.sender.flush();
		await vi.advanceTimersByTimeAsync(70_000);
		expect(slow.log.filter((line) => line.startsWith('done'))).toHaveLength(5);
		expect(other.log).toEqual([]);
	});

	test('both go on when one was passed by: it ends what it is at, begins nothing, and looks again later', async () => {
		const browser = new Browser();
		const { sending, answer, asked } = byHand();
		const asleep = openWindow(browser, sending);
		for (const number of [1, 2]) browser.add('accept_request', number);
		void asleep.sender.flush();
		await vi.advanceTimersByTimeAsync(0);
		asleep.rob();
		await vi.advanceTimersByTimeAsync(0);
		expect(asleep.reported).toEqual([]);
		await answer(1);
		expect(asleep.log).toEqual(['send 1', 'done 1', 'pull']);
		expect(asked()).toEqual([]);
		await vi.advanceTimersByTimeAsync(5_000);
		expect(asked()).toEqual([2]);
		await answer(2);
		expect(browser.standings()).toEqual(['1 done 0', '2 done 0']);
	});
});
