import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PushPayload } from '#contracts/push-payload.ts';
import { stubWorkerScope } from '#tests/fakes/worker-scope.ts';
import { describeMessage, describeUnreadable } from '#worker/notification.ts';
import { mayReplace, show, showInOrder } from '#worker/show.ts';

const shown = describeUnreadable({}, 'de');

test.each([
	['the first message of a request is shown', undefined, 1, 'push', true],
	['a newer message replaces an older one', 4, 5, 'push', true],
	['a message sent twice never replaces the receipt it led to', 5, 5, 'push', false],
	['an alert of a killed sender never covers "taken"', 6, 5, 'push', false],
	['an answer replaces the message that was tapped', 5, 5, 'tap', true],
	['a late answer never covers a newer message', 6, 5, 'tap', false],
] as const)('%s', (_fact, kept, rev, from, expected) => {
	expect(mayReplace(kept === undefined ? undefined : { rev: kept, shown }, { rev, from })).toBe(expected);
});

describe('on the screen', () => {
	const alert: PushPayload = {
		version: 1,
		kind: 'alert',
		rev: 5,
		language: 'de',
		request_id: '7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a',
		title: 'Drucker · Riesa',
		body: '',
		priority: 2,
		ticket: 'f2a3.signature',
		expires_at: 1_800_000_000_000,
	};
	const taken: PushPayload = {
		...alert,
		kind: 'taken',
		rev: 6,
		title: 'Übernommen von Ben',
		ticket: undefined,
	};
	const push = (payload: PushPayload) =>
		showInOrder(payload.request_id, {
			rev: payload.rev,
			shown: describeMessage(payload),
			from: 'push',
		});

	afterEach(() => vi.unstubAllGlobals());

	test.each(['stacks', 'replaces'] as const)(
		'one request is one notification where a tag %s: the old one is closed, then the new one shown',
		async (tag) => {
			const { happened, screen } = stubWorkerScope({ tag });
			await push(alert);
			await push(taken);
			const steps = happened.filter((step) => /^(?:close|show) /.test(step));
			expect(steps).toEqual(['show Drucker · Riesa', 'close Drucker · Riesa', 'show Übernommen von Ben']);
			expect(screen().map(({ title, actions }) => [title, actions])).toEqual([['Übernommen von Ben', []]]);
		},
	);

	test('a message that comes late is answered by what is newer, once', async () => {
		const { screen } = stubWorkerScope({ tag: 'stacks' });
		await push(taken);
		await push(alert);
		expect(screen().map(({ title }) => title)).toEqual(['Übernommen von Ben']);
	});

	test('two that come at once end with the newer one', async () => {
		const { screen } = stubWorkerScope({ tag: 'stacks' });
		await Promise.all([push(taken), push(alert)]);
		expect(screen().map(({ title }) => title)).toEqual(['Übernommen von Ben']);
	});

	test('another request keeps its own', async () => {
		const { screen } = stubWorkerScope({ tag: 'stacks' });
		await push(alert);
		await push({ ...alert, request_id: '1c1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a', title: 'Beamer · Coswig' });
		expect(screen().map(({ title }) => title)).toEqual(['Drucker · Riesa', 'Beamer · Coswig']);
	});

	test('where a browser refuses an option the bare words are shown', async () => {
		const { screen } = stubWorkerScope();
		const { registration } = self as unknown as ServiceWorkerGlobalScope;
		vi.spyOn(registration, 'showNotification').mockRejectedValueOnce(new TypeError('silent with vibrate'));
		await show(describeMessage(alert));
		expect(screen()).toEqual([
			{ title: 'Drucker · Riesa', body: '', tag: alert.request_id, data: { ...alert, opens: 'accept' } },
		]);
	});
});
