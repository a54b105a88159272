import { describe, expect, test } from 'vitest';
import {
	type About,
	type DiagnosisFacts,
	findings,
	judgeLine,
	planDiagnosis,
	summarize,
} from '#domain/diagnosis.ts';

const gigabyte = 1024 ** 3;
const well: DiagnosisFacts = {
	isIos: false,
	iosVersion: undefined,
	isInstalled: true,
	hasPush: true,
	permission: 'granted',
	subscription: 'ours',
	registered: 'same',
	server: 'calls',
	arrivedAt: new Date('2026-11-26T09:00:00Z'),
	worker: 'active',
	updateWaits: false,
	workerVersion: '1764140000000',
	appVersion: '1764140000000',
	serverVersion: '1764140000000',
	database: 'works',
	storage: { used: 3_000_000, quota: gigabyte },
	isPersisted: true,
	session: 'kept',
	connection: 'answers',
};
const iphone: DiagnosisFacts = {
	...well,
	isIos: true,
	iosVersion: { major: 18, minor: 2, orNewer: false },
};
const iphoneInTab: DiagnosisFacts = {
	...iphone,
	isInstalled: false,
	hasPush: false,
	permission: undefined,
	subscription: 'none',
	registered: 'never',
	server: 'no_answer',
};
const offline = { server: 'no_answer', serverVersion: undefined, connection: 'offline' } as const;

function find(facts: DiagnosisFacts, about: About): string | undefined {
	return planDiagnosis(facts).find((line) => line.about === about)?.finding;
}

describe('a device on which everything is well', () => {
	test('has nothing but good lines, in the order of the table', () => {
		const lines = planDiagnosis(well);
		expect(lines.map(({ about }) => about)).toEqual(Object.keys(findings));
		expect(lines.map((line) => judgeLine(line).verdict)).toEqual(lines.map(() => 'good'));
		expect(summarize(lines)).toBe('would');
	});

	test('may be an installed iPhone', () => {
		expect(summarize(planDiagnosis(iphone))).toBe('would');
	});
});

test.each<[string, DiagnosisFacts, About, string]>([
	['an iPhone in a tab needs the Home Screen', iphoneInTab, 'installation', 'needed'],
	['an iPhone in a tab is not said to be unable', iphoneInTab, 'permission', 'after_installation'],
	[
		'an iPhone in a tab that shows everything all the same',
		{ ...iphone, isInstalled: false },
		'permission',
		'after_installation',
	],
	[
		'an iPhone with iOS 16.3',
		{ ...iphoneInTab, iosVersion: { major: 16, minor: 3, orNewer: false } },
		'device',
		'too_old',
	],
	[
		'an iPhone with iOS 16.4',
		{ ...iphoneInTab, iosVersion: { major: 16, minor: 4, orNewer: false } },
		'device',
		'fine',
	],
	['an iPhone that does not say its version', { ...iphone, iosVersion: undefined }, 'device', 'fine'],
	[
		'installed, not asked',
		{ ...iphone, permission: 'default', subscription: 'none', registered: 'never' },
		'permission',
		'not_asked',
	],
	['an iPhone whose person said no', { ...iphone, permission: 'denied' }, 'permission', 'denied_on_iphone'],
	[
		'an iPhone whose subscription the system has revoked',
		{ ...iphone, subscription: 'none', registered: 'other' },
		'subscription',
		'ended',
	],
	['a permission that was taken back', { ...well, permission: 'default' }, 'permission', 'withdrawn'],
	['a browser whose person said no', { ...well, permission: 'denied' }, 'permission', 'denied'],
	['a browser in a tab may be alerted', { ...well, isInstalled: false }, 'installation', 'in_tab'],
	['a browser without push', { ...well, hasPush: false }, 'permission', 'impossible'],
	['a browser without notifications', { ...well, permission: undefined }, 'permission', 'impossible'],
	['switched off here', { ...well, subscription: 'none', registered: 'never' }, 'subscription', 'off'],
	[
		'a subscription of somebody who was here before',
		{ ...well, registered: 'never' },
		'subscription',
		'unregistered',
	],
	[
		'a subscription the server does not know yet',
		{ ...well, registered: 'other' },
		'subscription',
		'changed',
	],
	[
		'a subscription that needs a permission first',
		{ ...well, permission: 'denied' },
		'subscription',
		'not_yet',
	],
	['a subscription made with an older key', { ...well, subscription: 'other_key' }, 'key', 'other'],
	['a key this device has never heard', { ...well, subscription: 'unjudged' }, 'key', 'unknown'],
	['nothing a key could fit', { ...well, subscription: 'none' }, 'key', 'none'],
	['a server that has dropped the device', { ...well, server: 'does_not_call' }, 'server', 'does_not_call'],
	['a server that could not be asked', { ...well, ...offline }, 'server', 'unconfirmed'],
	['a server that asks for a sign-in first', { ...well, server: 'signed_out' }, 'server', 'unconfirmed'],
	[
		'a device that was never registered',
		{ ...well, registered: 'never', server: 'does_not_call' },
		'server',
		'not_registered',
	],
	['no message yet', { ...well, arrivedAt: undefined }, 'arrival', 'never'],
	['a new version that waits', { ...well, updateWaits: true }, 'worker', 'update_waits'],
	['a worker of another version', { ...well, workerVersion: '1' }, 'worker', 'other_version'],
	['a worker too old to say its version', { ...well, workerVersion: undefined }, 'worker', 'active'],
	['no worker', { ...well, worker: 'none', workerVersion: undefined }, 'worker', 'none'],
	['a browser without workers', { ...well, worker: 'impossible' }, 'worker', 'impossible'],
	['a blocked database', { ...well, database: 'blocked', storage: undefined }, 'storage', 'blocked'],
	['hardly any room', { ...well, storage: { used: gigabyte * 0.95, quota: gigabyte } }, 'storage', 'full'],
	['a browser that may clear', { ...well, isPersisted: false }, 'storage', 'not_kept'],
	[
		'a browser that does not say whether it may',
		{ ...well, isPersisted: undefined, storage: undefined },
		'storage',
		'works',
	],
	[
		'nobody here',
		{ ...well, session: 'nobody', registered: 'never', server: 'no_answer' },
		'session',
		'nobody',
	],
	['a session that lost its token', { ...well, session: 'without_token' }, 'session', 'ended'],
	['a session the server does not take any more', { ...well, server: 'signed_out' }, 'session', 'ended'],
	['a session nobody could ask about', { ...well, ...offline }, 'session', 'unconfirmed'],
	['no network', { ...well, ...offline }, 'connection', 'offline'],
	['an app older than its server', { ...well, serverVersion: '2' }, 'version', 'other'],
	['an app that could not compare', { ...well, ...offline }, 'version', 'unchecked'],
])('%s is found', (_fact, facts, about, finding) => {
	expect(find(facts, about)).toBe(finding);
});

describe('the summary', () => {
	test.each<[string, DiagnosisFacts, ReturnType<typeof summarize>]>([
		['an iPhone in a tab', iphoneInTab, 'would_not'],
		['a refused permission', { ...well, permission: 'denied' }, 'would_not'],
		['a dropped device', { ...well, server: 'does_not_call' }, 'would_not'],
		['no network', { ...well, ...offline }, 'unsure'],
		// Alerts go by ticket: neither a session nor a database is needed for them.
		['a blocked database', { ...well, database: 'blocked' }, 'would'],
		['nothing arrived so far', { ...well, arrivedAt: undefined }, 'would'],
		['a sign-in that ran out', { ...well, server: 'signed_out' }, 'unsure'],
	])('of a device with %s', (_fact, facts, summary) => {
		expect(summarize(planDiagnosis(facts))).toBe(summary);
	});
});
