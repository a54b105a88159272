import { expect, test } from 'vitest';
import { decidePushState, type PushFacts, type PushState } from '#push/state.ts';

const android: PushFacts = {
	hasServiceWorker: true,
	hasPushManager: true,
	permission: 'default',
	isIos: false,
	iosVersion: undefined,
	isStandalone: false,
	subscription: 'none',
};

function ios(major: number, minor: number): PushFacts['iosVersion'] {
	return { major, minor, orNewer: false };
}

test.each<[string, Partial<PushFacts>, PushState]>([
	['a browser nobody has asked yet', {}, 'not_asked'],
	['a person said no', { permission: 'denied' }, 'denied'],
	[
		'a person said no after a subscription was made',
		{ permission: 'denied', subscription: 'ours' },
		'denied',
	],
	['allowed, but switched off', { permission: 'granted' }, 'off'],
	[
		'allowed, subscribed with the key of an older server',
		{ permission: 'granted', subscription: 'other_key' },
		'off',
	],
	['allowed and subscribed', { permission: 'granted', subscription: 'ours' }, 'on'],
	['the browser took the permission back', { permission: 'default', subscription: 'ours' }, 'not_asked'],
	['a browser without workers (private window of Firefox)', { hasServiceWorker: false }, 'unsupported'],
	['a browser without push (web view)', { hasPushManager: false }, 'unsupported'],
	['a browser without notifications', { permission: undefined }, 'unsupported'],
	['an iPhone in a tab', { isIos: true, hasPushManager: false }, 'needs_installation'],
	['an iPhone in a tab that shows everything', { isIos: true, permission: 'granted' }, 'needs_installation'],
	['an iPhone in a tab without notifications', { isIos: true, permission: undefined }, 'needs_installation'],
	['an installed app on an iPhone', { isIos: true, isStandalone: true }, 'installed_not_asked'],
	[
		'an installed app on an iPhone whose person said no',
		{ isIos: true, isStandalone: true, permission: 'denied' },
		'denied_on_iphone',
	],
	[
		'an installed app on an iPhone whose subscription the system has ended',
		{ isIos: true, isStandalone: true, permission: 'granted' },
		'off',
	],
	['an iPhone with iOS 16.3, in a tab', { isIos: true, iosVersion: ios(16, 3) }, 'too_old'],
	['an iPhone with iOS 16.4, in a tab', { isIos: true, iosVersion: ios(16, 4) }, 'needs_installation'],
	[
		'an installed app on an iPhone with iOS 15',
		{ isIos: true, isStandalone: true, iosVersion: ios(15, 8), hasPushManager: false },
		'too_old',
	],
	[
		'an installed app on an iPhone that has no push and does not say its version',
		{ isIos: true, isStandalone: true, hasPushManager: false },
		'unsupported',
	],
	[
		'an installed app on an iPhone, subscribed',
		{ isIos: true, isStandalone: true, permission: 'granted', subscription: 'ours' },
		'on',
	],
])('%s', (_fact, facts, state) => {
	expect(decidePushState({ ...android, ...facts })).toBe(state);
});
