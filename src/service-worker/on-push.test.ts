import { afterEach, expect, test, vi } from 'vitest';
import type { PushPayload } from '#contracts/push-payload.ts';
import { lastArrival, lastArrivalCache } from '#contracts/worker-facts.ts';
import { lastAlertCache } from '#contracts/last-alert-place.ts';
import { signedOutCache } from '#contracts/worker-messages.ts';
import { stubWorkerScope } from '#tests/fakes/worker-scope.ts';
import { onPush } from '#worker/on-push.ts';

const alert: PushPayload = {
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

/** As the browser hands it over; nothing else of the event is looked at. */
function pushed(text: string): PushEvent {
	return { data: { text: () => text } } as unknown as PushEvent;
}

afterEach(() => vi.unstubAllGlobals());

test('an alert is left for the page, then shown, and only then noted, proven and told', async () => {
	const { happened, entriesOf } = stubWorkerScope({ door: () => ({ outcome: 'noted' }) });
	const before = Date.now();
	await onPush(pushed(JSON.stringify(alert)));
	const shown = happened.indexOf('show Drucker · Riesa');
	expect(happened.indexOf(`keep ${lastAlertCache}`)).toBeLessThan(shown);
	for (const later of [`keep ${lastArrivalCache}`, 'send /api/tickets/arrived', 'look for pages'])
		expect(happened.indexOf(later), later).toBeGreaterThan(shown);
	const [noted] = entriesOf(lastArrivalCache);
	const { at } = lastArrival.parse(JSON.parse(noted ?? ''));
	expect(at).toBeGreaterThanOrEqual(before);
	// A time and nothing else: whoever reads it learns of no request.
	expect(noted).toBe(JSON.stringify({ at }));
});

test.each(['', 'garbage', '{"version":2}'])('what nobody can read ("%s") has arrived, too', async (text) => {
	const { screen, entriesOf } = stubWorkerScope();
	await onPush(pushed(text));
	expect(screen()).toHaveLength(1);
	expect(entriesOf(lastArrivalCache)).toHaveLength(1);
});

test('once the person has left nothing of a message is noted', async () => {
	const { happened, screen } = stubWorkerScope({ door: () => ({ outcome: 'noted' }) });
	await caches.open(signedOutCache);
	await onPush(pushed(JSON.stringify(alert)));
	expect(screen().map(({ title }) => title)).toEqual(['Rufkreis']);
	expect(happened).toEqual(['show Rufkreis']);
});
