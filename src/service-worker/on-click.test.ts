import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PushPayload } from '#contracts/push-payload.ts';
import { keptTapsCache } from '#contracts/worker-messages.ts';
import { stubWorkerScope } from '#tests/fakes/worker-scope.ts';
import { diskPatience } from '#worker/bounded.ts';
import { keepTap, readKeptTaps } from '#worker/kept-taps.ts';
import { describeMessage } from '#worker/notification.ts';
import { onClick } from '#worker/on-click.ts';

const payload: PushPayload = {
	version: 1,
	kind: 'alert',
	rev: 7,
	language: 'de',
	request_id: '7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a',
	title: 'Drucker · Riesa',
	body: '',
	priority: 2,
	ticket: 'f2a3.signature',
	expires_at: 1_800_000_000_000,
};
const receipt = { id: payload.request_id, number: 1, title: 'Drucker', callback: '', place: '' };
const kept = { payload, ticket: 'f2a3.signature', tap: 'accept', at: Date.now() } as const;

/** As the browser hands it over; nothing else of the event is looked at. */
function tapOn(action: string): NotificationEvent {
	const notification = { data: describeMessage(payload).options.data, close: () => undefined };
	return { notification, action } as unknown as NotificationEvent;
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test('a receipt is on the screen before the kept tap is dropped', async () => {
	const { happened } = stubWorkerScope({ door: () => ({ outcome: 'accepted', request: receipt }) });
	await keepTap(kept);
	await onClick(tapOn('accept'));
	const shown = happened.findIndex((what) => what.startsWith('show Übernommen'));
	const dropped = happened.indexOf(`drop ${keptTapsCache}`);
	expect(happened[1]).toBe('send /api/tickets/accept');
	expect(shown).toBeGreaterThan(0);
	expect(dropped).toBeGreaterThan(shown);
});

test('a disk that never answers keeps nobody from the receipt', async () => {
	const { screen } = stubWorkerScope({
		disk: 'hangs',
		door: () => ({ outcome: 'accepted', request: receipt }),
	});
	const tapped = onClick(tapOn('accept'));
	// One look for the mark of who left, one for what was shown, one to keep what is shown.
	await vi.advanceTimersByTimeAsync(3 * diskPatience);
	expect(screen().map(({ title }) => title)).toEqual([expect.stringMatching(/^Übernommen/)]);
	// Tidying up, the number on the icon, and the look for what is to be taken along.
	await vi.advanceTimersByTimeAsync(4 * diskPatience);
	await tapped;
});

test('without a network a tap on such a disk is said not to be sent, and nothing is promised', async () => {
	const { screen } = stubWorkerScope({ disk: 'hangs' });
	const tapped = onClick(tapOn('accept'));
	await vi.advanceTimersByTimeAsync(6 * diskPatience);
	await tapped;
	expect(screen().map(({ title, actions }) => [title, actions?.map(({ action }) => action)])).toEqual([
		[expect.stringMatching(/^Nicht gesendet/), ['accept', 'later']],
	]);
});

test('without a network a tap is kept before it is called kept', async () => {
	const { happened, screen } = stubWorkerScope();
	await onClick(tapOn('accept'));
	expect(await readKeptTaps()).toMatchObject([{ tap: 'accept', ticket: payload.ticket }]);
	const keeping = happened.indexOf(`keep ${keptTapsCache}`);
	expect(happened.findIndex((what) => what.startsWith('show Gemerkt'))).toBeGreaterThan(keeping);
	expect(screen()[0]?.actions).toMatchObject([{ action: 'forget' }]);
});
