import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Ears } from '#remote/live.ts';
import { keepPulling } from '#sync/schedule.ts';

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
const frame = new EventTarget();

beforeEach(() => {
	vi.useFakeTimers();
	page.visibilityState = 'visible';
	vi.stubGlobal('document', page);
	vi.stubGlobal('addEventListener', frame.addEventListener.bind(frame));
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** A page that pulls, and the live feed it listens to. */
function world() {
	const feeds: { ears: Ears; stopped: boolean }[] = [];
	let pulls = 0;
	const stop = keepPulling(
		() => (pulls += 1),
		(ears) => {
			const feed = { ears, stopped: false };
			feeds.push(feed);
			return () => {
				feed.stopped = true;
			};
		},
	);
	function see(visibilityState: 'visible' | 'hidden'): void {
		page.visibilityState = visibilityState;
		page.dispatchEvent(new Event('visibilitychange'));
	}
	return { feeds, stop, see, pulls: () => pulls };
}

test('a bunch of nudges is one pull, a tenth of a second later', () => {
	const { feeds, stop, pulls } = world();
	for (let nudges = 0; nudges < 5; nudges += 1) feeds[0]?.ears.onNudge();
	expect(pulls()).toBe(1);
	vi.advanceTimersByTime(100);
	expect(pulls()).toBe(2);
	vi.advanceTimersByTime(5_000);
	expect(pulls()).toBe(2);
	stop();
});

test('a page sweeps every 20 s, and every 30 s while it is told', () => {
	const { feeds, stop, pulls } = world();
	vi.advanceTimersByTime(40_000);
	expect(pulls()).toBe(3);
	feeds[0]?.ears.onStanding('alive');
	vi.advanceTimersByTime(29_999);
	expect(pulls()).toBe(3);
	vi.advanceTimersByTime(1);
	expect(pulls()).toBe(4);
	stop();
});

test('a page that loses the feed looks for itself within two seconds', () => {
	const { feeds, stop, pulls } = world();
	feeds[0]?.ears.onStanding('alive');
	feeds[0]?.ears.onStanding('lost');
	vi.advanceTimersByTime(2_000);
	expect(pulls()).toBe(2);
	vi.advanceTimersByTime(20_000);
	expect(pulls()).toBe(3);
	stop();
});

test('a hidden page neither listens nor pulls, and catches up when it is seen', () => {
	const { feeds, stop, see, pulls } = world();
	see('hidden');
	expect(feeds.map((feed) => feed.stopped)).toEqual([true]);
	vi.advanceTimersByTime(300_000);
	expect(pulls()).toBe(1);
	see('visible');
	expect(pulls()).toBe(2);
	expect(feeds.map((feed) => feed.stopped)).toEqual([true, false]);
	stop();
});

test('a network that is back is listened to at once', () => {
	const { feeds, stop, pulls } = world();
	frame.dispatchEvent(new Event('online'));
	expect(pulls()).toBe(2);
	expect(feeds.map((feed) => feed.stopped)).toEqual([true, false]);
	stop();
});

test('a page that stops does nothing more', () => {
	const { feeds, stop, pulls } = world();
	feeds[0]?.ears.onNudge();
	stop();
	vi.advanceTimersByTime(60_000);
	frame.dispatchEvent(new Event('online'));
	expect(pulls()).toBe(1);
	expect(feeds.map((feed) => feed.stopped)).toEqual([true]);
});
