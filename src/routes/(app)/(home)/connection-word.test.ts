import { expect, test } from 'vitest';
import { english } from '#messages/english.ts';
import { german } from '#messages/german.ts';
import type { ConnectionState } from '#state/connection-state.ts';
import { sayConnection } from './connection-word.ts';

const now = new Date('2026-11-24T13:10:00Z');
const today = new Date('2026-11-24T13:03:00Z');
const yesterday = new Date('2026-11-23T13:03:00Z');
const nothing = { sending: 0, waiting: 0, needsYou: 0 };

test.each<[string, ConnectionState, Partial<typeof nothing>, string, string, boolean]>([
	['all is well', { state: 'current' }, {}, 'aktuell', 'up to date', false],
	['it is looked after', { state: 'syncing' }, {}, 'wird abgeglichen', 'syncing', false],
	[
		'a long outbox goes out',
		{ state: 'current' },
		{ sending: 12, waiting: 12 },
		'wird gesendet (12)',
		'sending (12)',
		true,
	],
	[
		'something just pressed is no news',
		{ state: 'current' },
		{ sending: 0, waiting: 1 },
		'aktuell',
		'up to date',
		false,
	],
	[
		'lost at three past two',
		{ state: 'offline', asOf: today, isUnbroken: true },
		{},
		'offline seit 14:03',
		'offline since 14:03',
		false,
	],
	[
		'opened without network',
		{ state: 'offline', asOf: yesterday, isUnbroken: false },
		{ waiting: 2 },
		'offline, Stand gestern 14:03 · 2 warten',
		'offline, as of yesterday 14:03 · 2 waiting',
		true,
	],
	[
		'never had anything',
		{ state: 'offline', asOf: undefined, isUnbroken: false },
		{ waiting: 1 },
		'offline · 1 wartet',
		'offline · 1 waiting',
		true,
	],
	['the server refuses', { state: 'refused', asOf: today }, {}, 'Stand 14:03', 'as of 14:03', false],
	[
		'a refusal needs the person before everything else',
		{ state: 'current' },
		{ needsYou: 3, waiting: 9, sending: 9 },
		'braucht Sie (3)',
		'needs you (3)',
		true,
	],
	[
		'and does not hide that there is no network',
		{ state: 'offline', asOf: today, isUnbroken: true },
		{ needsYou: 3 },
		'offline · braucht Sie (3)',
		'offline · needs you (3)',
		true,
	],
])('%s', (_fact, state, counts, inGerman, inEnglish, leadsToOutbox) => {
	for (const [language, words, expected] of [
		['de', german.shell.connection, inGerman],
		['en', english.shell.connection, inEnglish],
	] as const) {
		const said = sayConnection(state, { ...nothing, ...counts }, { words, language, now });
		expect([said.word, said.more].filter(Boolean).join(' · ')).toBe(expected);
		expect(said.leadsToOutbox).toBe(leadsToOutbox);
	}
});
