import { expect, test } from 'vitest';
import type { PushPayload } from '#contracts/push-payload.ts';
import { planTap } from '#worker/plan-tap.ts';

const id = '7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a';
const payload: PushPayload = {
	version: 1,
	kind: 'alert',
	rev: 1,
	language: 'de',
	request_id: id,
	title: 'Drucker steht',
	body: 'Coswig',
	priority: 2,
	ticket: 'f2a3.signature',
	expires_at: 1_800_000_000_000,
};
const alert = { ...payload, opens: 'accept' };
const receipt = { ...payload, opens: 'request' };
const withoutTicket = { ...alert, ticket: undefined };
const testAlarm = { ...payload, kind: 'test', opens: 'confirm' };
const weekly = { ...payload, kind: 'test', weekly: true, opens: 'devices' };

test.each([
	['the body of an alert leads to the large button', alert, '', `/annehmen/${id}#f2a3.signature`],
	['the body of a receipt leads to the request', receipt, '', `/anfragen/${id}`],
	['“open” leads to the request', receipt, 'open', `/anfragen/${id}`],
	['a button without ticket leads to the request', withoutTicket, 'accept', `/anfragen/${id}`],
	['what nobody could read leads to the inbox', null, '', '/anfragen'],
	['the body of a test alarm leads to its own large button', testAlarm, '', `/probe/${id}#f2a3.signature`],
	['what is left of a test leads to the devices', { ...testAlarm, opens: 'devices' }, '', '/ich'],
	['the weekly check leads to where the app renews itself', weekly, '', '/ich'],
])('%s', (_fact, carried, action, url) => {
	expect(planTap(carried, action, false)).toEqual({ todo: 'open', url });
});

test('“do not send” forgets what is kept', () => {
	expect(planTap(alert, 'forget', false)).toEqual({ todo: 'forget', payload: alert });
});

test('the button “undo” of a receipt answers by its ticket', () => {
	expect(planTap(receipt, 'undo', false)).toMatchObject({ todo: 'answer', tap: 'undo' });
});

test.each(['accept', 'later'])('the button “%s” answers by its ticket', (tap) => {
	expect(planTap(alert, tap, false)).toMatchObject({ todo: 'answer', ticket: 'f2a3.signature', tap });
});

test('the button of a test alarm confirms by its ticket', () => {
	expect(planTap(testAlarm, 'confirm', false)).toMatchObject({
		todo: 'answer',
		ticket: 'f2a3.signature',
		tap: 'confirm',
	});
});

test.each(['accept', 'later', 'undo', 'open', 'confirm', ''])(
	'after the person has left, “%s” only leads to signing in',
	(action) => {
		for (const carried of [alert, receipt, withoutTicket, testAlarm, weekly, null])
			expect(planTap(carried, action, true)).toEqual({ todo: 'open', url: '/anmelden' });
	},
);
