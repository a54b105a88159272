import { expect, test } from 'vitest';
import type { PushPayload } from '#contracts/push-payload.ts';
import { planResume, planTestResume, type ResumeContext } from '#push/resume.ts';

const now = Date.parse('2026-11-26T10:00:00Z');
const alert: PushPayload = {
	version: 1,
	kind: 'alert',
	rev: 7,
	language: 'de',
	request_id: '7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a',
	title: 'Drucker · Riesa',
	body: 'Schalter steht',
	priority: 1,
	ticket: 'f2a3.signature',
	expires_at: now + 60_000,
};
const resumed: ResumeContext = { now, pathname: '/anfragen', request: 'open', hidden: undefined };
const offer = {
	rev: 7,
	title: 'Drucker · Riesa',
	body: 'Schalter steht',
	priority: 1,
	href: '/annehmen/7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a#f2a3.signature',
	isTest: false,
};

test.each<[string, Partial<ResumeContext>]>([
	['the device knows that it is open', {}],
	['the device has not heard of it yet', { request: 'unknown' }],
	['the person is at another request', { pathname: '/anfragen/1c1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a' }],
	['the person has hidden an older alert', { hidden: 6 }],
])('the newest alert is offered at once where %s', (_fact, context) => {
	expect(planResume(alert, { ...resumed, ...context })).toEqual(offer);
});

test.each<[string, Partial<PushPayload>, Partial<ResumeContext>]>([
	['is taken or closed as far as the device knows', {}, { request: 'settled' }],
	['the device is still looking up', {}, { request: 'reading' }],
	['asks nobody any more', { expires_at: now }, {}],
	['could not be accepted from here', { ticket: undefined }, {}],
	['says that somebody has it', { kind: 'taken' }, {}],
	['the person has hidden', {}, { hidden: 7 }],
	['the person sees on the page behind the notification', {}, { pathname: `/annehmen/${alert.request_id}` }],
	['the person sees in the app', {}, { pathname: `/anfragen/${alert.request_id}` }],
])('nothing is offered that %s', (_fact, change, context) => {
	expect(planResume({ ...alert, ...change }, { ...resumed, ...context })).toBeUndefined();
});

test('without an alert there is nothing to offer', () => {
	expect(planResume(undefined, resumed)).toBeUndefined();
});

const testAlarm: PushPayload = { ...alert, kind: 'test', title: 'Probealarm', priority: 2 };

test('a test alarm is offered where it has no button, as a test and never as an alert', () => {
	expect(planTestResume(testAlarm, resumed)).toMatchObject({
		title: 'Probealarm',
		isTest: true,
		href: '/probe/7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a#f2a3.signature',
	});
	expect(planResume(testAlarm, resumed)).toBeUndefined();
	expect(planTestResume(alert, resumed)).toBeUndefined();
});

test.each<[string, Partial<PushPayload>, Partial<ResumeContext>]>([
	['is over', { expires_at: now }, {}],
	['is the weekly check, which nobody confirms', { weekly: true }, {}],
	['could not be confirmed from here', { ticket: undefined }, {}],
	['was hidden', {}, { hidden: 7 }],
	['is what the person looks at', {}, { pathname: '/probe/7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a' }],
	['has its button on this very screen', {}, { pathname: '/ich/probe' }],
])('no test alarm is offered that %s', (_fact, payload, context) => {
	expect(planTestResume({ ...testAlarm, ...payload }, { ...resumed, ...context })).toBeUndefined();
});
