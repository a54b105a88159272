import { describe, expect, test } from 'vitest';
import { readIosVersion } from '#domain/device-name.ts';
import { guessPlace, guides, planInstallation, type Place, type Step } from '#domain/installation.ts';

const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const iphone = (os: string, rest: string): string =>
	`Mozilla/5.0 (iPhone; CPU iPhone OS ${os} like Mac OS X) ${webkit} ${rest}`;
const ipad = (rest: string): string => `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} ${rest}`;
const safari = (version: string): string => `Version/${version} Mobile/15E148 Safari/604.1`;

test.each<[string, string, Place]>([
	[
		'Safari of iOS 16.4',
		iphone('16_4', safari('16.4')),
		{ kind: 'iphone', browser: 'safari', guide: 'ios16' },
	],
	[
		'Safari of iOS 17.5',
		iphone('17_5', safari('17.5')),
		{ kind: 'iphone', browser: 'safari', guide: 'ios16' },
	],
	[
		'Safari of iOS 18.2',
		iphone('18_2', safari('18.2')),
		{ kind: 'iphone', browser: 'safari', guide: 'ios18' },
	],
	[
		'Safari of iOS 26, whose system number stands still',
		iphone('18_6', safari('26.1')),
		{ kind: 'iphone', browser: 'safari', guide: 'ios26' },
	],
	[
		'Safari of iOS 18.6, which says so',
		iphone('18_6', safari('18.6')),
		{ kind: 'iphone', browser: 'safari', guide: 'ios18' },
	],
	[
		'an app on the Home Screen that names no Safari',
		iphone('18_6', 'Mobile/15E148'),
		{ kind: 'iphone', browser: 'safari', guide: 'ios26' },
	],
	[
		'Chrome on iOS 17',
		iphone('17_5', 'CriOS/130.0 Mobile/15E148 Safari/604.1'),
		{ kind: 'iphone', browser: 'other', guide: 'ios16' },
	],
	[
		'an iPad, which calls itself a Mac',
		ipad('Version/17.4 Safari/605.1.15'),
		{ kind: 'ipad', browser: 'safari', guide: 'ios16' },
	],
	[
		'something that is no iPhone',
		'Mozilla/5.0 (Linux; Android 10; K) Chrome/156.0.0.0 Mobile Safari/537.36',
		{ kind: 'elsewhere', browser: 'other', guide: 'ios26' },
	],
])('%s gets its own guide', (_fact, userAgent, place) => {
	expect(guessPlace({ userAgent, maxTouchPoints: 5 })).toEqual(place);
});

describe('the version of iOS', () => {
	test.each([
		[iphone('16_3', safari('16.3')), { major: 16, minor: 3, orNewer: false }],
		[iphone('17_5_1', 'Mobile/15E148'), { major: 17, minor: 5, orNewer: false }],
		[iphone('18_6', 'Mobile/15E148'), { major: 18, minor: 6, orNewer: true }],
		[iphone('18_7', 'CriOS/150.0 Mobile/15E148 Safari/604.1'), { major: 18, minor: 7, orNewer: true }],
		[iphone('18_6', safari('26.1')), { major: 26, minor: 1, orNewer: false }],
		[ipad('Mobile/15E148'), undefined],
		['Mozilla/5.0 (Linux; Android 10; K) Chrome/156.0.0.0 Mobile Safari/537.36', undefined],
	])('is read from %s', (userAgent, version) => {
		expect(readIosVersion({ userAgent, maxTouchPoints: 5 })).toEqual(version);
	});
});

describe('the steps', () => {
	test.each<[string, Place, Step[]]>([
		[
			'iOS 16.4 and 17',
			{ kind: 'iphone', browser: 'safari', guide: 'ios16' },
			['bar_share', 'sheet_home', 'add', 'open'],
		],
		[
			'iOS 18',
			{ kind: 'iphone', browser: 'safari', guide: 'ios18' },
			['bar_share', 'sheet_more', 'add', 'open'],
		],
		[
			'iOS 26',
			{ kind: 'iphone', browser: 'safari', guide: 'ios26' },
			['corner_more', 'menu_share', 'sheet_more', 'add_as_app', 'open'],
		],
		[
			'Chrome on iOS 17',
			{ kind: 'iphone', browser: 'other', guide: 'ios16' },
			['address_share', 'sheet_home', 'add', 'open'],
		],
		[
			'an iPad with iOS 26',
			{ kind: 'ipad', browser: 'safari', guide: 'ios26' },
			['address_share', 'sheet_more', 'add_as_app', 'open'],
		],
	])('of %s', (_fact, place, steps) => {
		expect(planInstallation(place)).toEqual(steps);
	});

	test('always end at the new icon', () => {
		for (const kind of ['iphone', 'ipad', 'elsewhere'] as const)
			for (const browser of ['safari', 'other'] as const)
				for (const guide of guides) expect(planInstallation({ kind, browser, guide }).at(-1)).toBe('open');
	});
});
