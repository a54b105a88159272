import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PushPayload } from '#contracts/push-payload.ts';
import { stubWorkerScope } from '#tests/fakes/worker-scope.ts';
import { showBadge } from '#worker/badge.ts';
import { describeMessage } from '#worker/notification.ts';
import { onClick } from '#worker/on-click.ts';
import { onPush } from '#worker/on-push.ts';

const later = Date.now() + 3_600_000;
const printer: PushPayload = {
	version: 1,
	kind: 'alert',
	rev: 7,
	language: 'de',
	request_id: '7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a',
	title: 'Drucker · Riesa',
	body: '',
	priority: 2,
	ticket: 'f2a3.signature',
	expires_at: later,
};
const beamer: PushPayload = {
	...printer,
	request_id: '1c1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a',
	title: 'Beamer',
};
const taken: PushPayload = { ...printer, kind: 'taken', rev: 8, title: 'Übernommen', ticket: undefined };
const receipt = { id: printer.request_id, number: 1, title: 'Drucker', callback: '', place: '' };

/** As the browser hands it over; nothing else of the event is looked at. */
function pushed(payload: PushPayload): PushEvent {
	return { data: { text: () => JSON.stringify(payload) } } as unknown as PushEvent;
}

afterEach(() => vi.unstubAllGlobals());

describe('the number on the icon', () => {
	test('counts requests that still ask, not messages', async () => {
		const { badge } = stubWorkerScope();
		await onPush(pushed(printer));
		await onPush(pushed({ ...printer, rev: 8 }));
		await onPush(pushed(beamer));
		expect(badge()).toBe(2);
	});

	test('goes down when somebody else has it', async () => {
		const { badge } = stubWorkerScope();
		await onPush(pushed(printer));
		await onPush(pushed(beamer));
		await onPush(pushed(taken));
		expect(badge()).toBe(1);
	});

	test('goes away with the tap that took the last one', async () => {
		const { badge } = stubWorkerScope({ door: () => ({ outcome: 'accepted', request: receipt }) });
		await onPush(pushed(printer));
		expect(badge()).toBe(1);
		const notification = { data: describeMessage(printer).options.data, close: () => undefined };
		await onClick({ notification, action: 'accept' } as unknown as NotificationEvent);
		expect(badge()).toBe(0);
	});

	test('forgets what asks nobody any more', async () => {
		const { badge } = stubWorkerScope();
		await onPush(pushed(printer));
		await showBadge(later);
		expect(badge()).toBe(0);
	});

	test('is nothing an alert waits for where browsers have none', async () => {
		const { screen } = stubWorkerScope();
		Object.assign(self, { navigator: {} });
		await onPush(pushed(printer));
		expect(screen()).toHaveLength(1);
	});
});
