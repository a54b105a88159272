import { expect, test } from 'vitest';
import { planPushCheck, type PushCheckPlan, type Subscription } from '#push/check.ts';
import type { PushFacts } from '#push/state.ts';

const facts: PushFacts = {
	hasServiceWorker: true,
	hasPushManager: true,
	permission: 'granted',
	isIos: false,
	iosVersion: undefined,
	isStandalone: false,
	subscription: 'ours',
};
const mine: Subscription = { endpoint: 'https://push.example/1', p256dh: 'B1', auth: 'A1' };
const moved: Subscription = { ...mine, endpoint: 'https://push.example/2' };
const none = { subscription: 'none' } as const;

test.each<[string, Partial<PushFacts>, Subscription | undefined, Subscription | undefined, PushCheckPlan]>([
	['whoever never switched it on is left alone', none, undefined, undefined, { todo: 'rest' }],
	['whoever never switched it on here, but shares the browser', {}, mine, undefined, { todo: 'rest' }],
	['what the server knows is still true', {}, mine, mine, { todo: 'rest' }],
	['the browser moved to another endpoint', {}, moved, mine, { todo: 'register' }],
	['the browser made new keys', {}, { ...mine, auth: 'A2' }, mine, { todo: 'register' }],
	['the subscription ended without a word', none, undefined, mine, { todo: 'renew' }],
	['the server has a new key', { subscription: 'other_key' }, mine, mine, { todo: 'renew' }],
	[
		'the person withdrew the permission',
		{ permission: 'denied' },
		mine,
		mine,
		{ todo: 'lost', state: 'denied' },
	],
	[
		'the browser forgot the permission',
		{ ...none, permission: 'default' },
		undefined,
		mine,
		{ todo: 'lost', state: 'not_asked' },
	],
	[
		'the browser lost push',
		{ hasPushManager: false },
		undefined,
		mine,
		{ todo: 'lost', state: 'unsupported' },
	],
])('%s', (_fact, change, current, registered, plan) => {
	expect(planPushCheck({ ...facts, ...change }, current, registered)).toEqual(plan);
});
