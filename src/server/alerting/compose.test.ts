import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { declarativePush, payloadBytes, pushPayload } from '#contracts/push-payload.ts';
import { composeMessage } from './compose.ts';
import type { MessageFacts } from './compose.ts';

const origin = 'https://rufkreis.example';
const ticket = `${'t'.repeat(22)}.${'s'.repeat(24)}`;
const usual: MessageFacts = {
	kind: 'alert',
	weekly: false,
	quiet: false,
	toCoordination: false,
	assigned: false,
	rev: 7,
	profileId: 'ben',
	host: 'fcm.googleapis.com',
	language: 'de',
	showsContent: true,
	priority: 1,
	expiresAt: 1_800_000_000_000,
	requestId: '0b0e0c4e-7f43-4d0a-9d2e-0f3f4b6f7a11',
	number: 1042,
	title: 'Bürgeramt ohne Internet',
	municipality: 'Riesa',
	cluster: 'Netzwerk & Internet',
	place: 'Rathausplatz 1',
	callback: '03525 700-214',
	createdAt: new Date('2026-11-23T13:00:00Z'),
	takerId: null,
	takerName: null,
	takerMunicipality: null,
	requests: null,
};
const taken = { kind: 'taken', takerId: 'anna', takerName: 'Anna', takerMunicipality: 'Coswig' } as const;

const testAlarm = {
	kind: 'test',
	requestId: '4c0e0c4e-7f43-4d0a-9d2e-0f3f4b6f7a11',
	number: 0,
	title: '',
	municipality: '',
	cluster: '',
	place: '',
	callback: '',
} satisfies Partial<MessageFacts>;

const several = {
	kind: 'several',
	requests: ['Kasse', 'Beamer', 'Drucker', 'Scanner', 'WLAN'].map((title, index) => ({
		requestId: `${index}b0e0c4e-7f43-4d0a-9d2e-0f3f4b6f7a11`,
		title,
		municipality: 'Riesa',
	})),
} satisfies Partial<MessageFacts>;

function compose(change: Partial<MessageFacts> = {}) {
	return pushPayload.parse(JSON.parse(composeMessage({ ...usual, ...change }, ticket, origin)));
}

test('an alert says what, where, how urgent and whom to call', () => {
	expect(compose()).toEqual({
		version: 1,
		kind: 'alert',
		rev: 7,
		language: 'de',
		request_id: usual.requestId,
		title: 'Bürgeramt ohne Internet · Riesa',
		body: 'Schalter steht · Rückruf 03525 700-214 · Rathausplatz 1',
		priority: 1,
		ticket,
		expires_at: 1_800_000_000_000,
		facts: {
			number: 1042,
			title: 'Bürgeramt ohne Internet',
			municipality: 'Riesa',
			cluster: 'Netzwerk & Internet',
			place: 'Rathausplatz 1',
			callback: '03525 700-214',
			created_at: '2026-11-23T13:00:00.000Z',
		},
	});
});

test.each<[string, Partial<MessageFacts>, string, string]>([
	[
		'nothing to call and no place',
		{ callback: '', place: '' },
		'Bürgeramt ohne Internet · Riesa',
		'Schalter steht',
	],
	[
		'English',
		{ language: 'en', priority: 2 },
		'Bürgeramt ohne Internet · Riesa',
		'Today · Call back 03525 700-214 · Rathausplatz 1',
	],
	['taken', taken, 'Übernommen von Anna (Coswig)', 'Bürgeramt ohne Internet'],
	['taken, in English', { ...taken, language: 'en' }, 'Taken by Anna (Coswig)', 'Bürgeramt ohne Internet'],
	[
		'taken by the recipient',
		{ ...taken, profileId: 'anna' },
		'Von Ihnen übernommen',
		'Bürgeramt ohne Internet',
	],
	[
		'taken for the recipient, whose offer somebody took',
		{ ...taken, profileId: 'anna', assigned: true },
		'Ihr Angebot gilt: Sie haben die Anfrage',
		'Bürgeramt ohne Internet · Rückruf 03525 700-214 · Rathausplatz 1',
	],
	[
		'the same, in English, with nothing to call and no place',
		{ ...taken, profileId: 'anna', assigned: true, language: 'en', callback: '', place: '' },
		'Your offer was taken: the request is yours',
		'Bürgeramt ohne Internet',
	],
	[
		'for somebody who has it no longer',
		{ ...taken, profileId: 'ben', assigned: true },
		'Übernommen von Anna (Coswig)',
		'Bürgeramt ohne Internet',
	],
	[
		'taken by somebody without a town',
		{ ...taken, takerMunicipality: null },
		'Übernommen von Anna',
		'Bürgeramt ohne Internet',
	],
	['taken by somebody deleted', { ...taken, takerName: '' }, 'Schon übernommen', 'Bürgeramt ohne Internet'],
	[
		'HTML',
		{ title: '<b onclick="x()">Hilfe</b>' },
		'<b onclick="x()">Hilfe</b> · Riesa',
		'Schalter steht · Rückruf 03525 700-214 · Rathausplatz 1',
	],
	[
		'lines and direction marks',
		{ title: ' Erste\nzweite\u202e\u0007 ' },
		'Erste zweite · Riesa',
		'Schalter steht · Rückruf 03525 700-214 · Rathausplatz 1',
	],
])('%s', (_name, change, title, body) => {
	expect(compose(change)).toMatchObject({ title, body });
});

test('what is open again says so before anything else, and asks not to ring', () => {
	const title = 'Wieder offen: Bürgeramt ohne Internet · Riesa';
	expect(compose({ quiet: true })).toMatchObject({ kind: 'alert', quiet: true, ticket, title });
	expect(compose()).not.toHaveProperty('quiet');
});

test('several are counted, the most urgent named, and none of them can be accepted with it', () => {
	const payload = compose(several);
	expect(payload).toMatchObject({
		kind: 'several',
		title: '5 offene Anfragen warten',
		body: 'Kasse · Riesa\nBeamer · Riesa\nDrucker · Riesa\nund 2 weitere',
		request_ids: several.requests.map(({ requestId }) => requestId),
	});
	expect(payload).not.toHaveProperty('facts');
	expect(compose({ ...several, requests: several.requests.slice(0, 4), language: 'en' })).toMatchObject({
		title: '4 open requests are waiting',
		body: 'Kasse · Riesa\nBeamer · Riesa\nDrucker · Riesa\nand one more',
	});
	const host = 'web.push.apple.com';
	const declared = declarativePush.parse(
		JSON.parse(composeMessage({ ...usual, ...several, host }, ticket, origin)),
	);
	// Neither ticket nor request: a tap chooses from the list.
	expect(declared.notification).toMatchObject({
		navigate: `${origin}/anfragen`,
		tag: 'several',
		data: payload,
	});
});

test.each([
	['de', false, 'Probealarm', 'Keine echte Anfrage. Bitte bestätigen Sie, dass Sie ihn sehen.'],
	['en', false, 'Test alarm', 'Not a real request. Please confirm that you see it.'],
	[
		'de',
		true,
		'Wochenprobe',
		'Rufkreis erreicht dieses Gerät. Antippen erneuert die Verbindung; sonst ist nichts zu tun.',
	],
	[
		'en',
		true,
		'Weekly check',
		'Rufkreis reaches this device. Tapping renews the connection; there is nothing else to do.',
	],
] as const)('a test says that it is one (%s, weekly: %s)', (language, weekly, title, body) => {
	expect(compose({ ...testAlarm, language, weekly })).toEqual({
		version: 1,
		kind: 'test',
		rev: 7,
		language,
		request_id: testAlarm.requestId,
		title,
		body,
		priority: 1,
		ticket,
		...(weekly && { weekly: true }),
		expires_at: 1_800_000_000_000,
	});
});

test('Apple leads from a test alarm to its own button, and from the weekly check to where the app renews itself', () => {
	const declared = (weekly: boolean) =>
		declarativePush.parse(
			JSON.parse(
				composeMessage({ ...usual, ...testAlarm, weekly, host: 'web.push.apple.com' }, ticket, origin),
			),
		).notification;
	expect(declared(false)).toMatchObject({
		tag: testAlarm.requestId,
		navigate: `${origin}/probe/${testAlarm.requestId}#${ticket}`,
	});
	expect(declared(true)).toMatchObject({ navigate: `${origin}/ich` });
});

test('whatever is known of a request, nothing of it is in a test', () => {
	const word = fc.string({ unit: 'grapheme', minLength: 4, maxLength: 40 });
	fc.assert(
		fc.property(
			fc.record({ title: word, place: word, callback: word, municipality: word, cluster: word }),
			fc.record({ weekly: fc.boolean(), showsContent: fc.boolean() }),
			(facts, shape) => {
				const kind = 'test';
				const { requestId } = testAlarm;
				expect(compose({ ...facts, ...shape, kind, requestId })).toEqual(compose({ ...testAlarm, ...shape }));
			},
		),
	);
});

test('"taken" carries no ticket and no facts', () => {
	expect(Object.keys(compose(taken))).not.toContain('ticket');
	expect(Object.keys(compose(taken))).not.toContain('facts');
});

test('Apple gets the declarative form around the same payload, with the ticket behind the #', () => {
	const host = 'web.push.apple.com';
	const alert = declarativePush.parse(JSON.parse(composeMessage({ ...usual, host }, ticket, origin)));
	expect(alert.notification).toMatchObject({
		title: 'Bürgeramt ohne Internet · Riesa',
		lang: 'de',
		tag: usual.requestId,
		navigate: `${origin}/annehmen/${usual.requestId}#${ticket}`,
		data: compose(),
	});
	const receipt = declarativePush.parse(
		JSON.parse(composeMessage({ ...usual, ...taken, host }, ticket, origin)),
	);
	expect(receipt.notification.navigate).toBe(`${origin}/anfragen/${usual.requestId}`);
});

test.each(['web.push.apple.com', 'api.push.apple.com'])(
	'%s is never sent what an iPhone cannot do: no buttons, no silence, no sound of its own, no address that is not ours',
	(host) => {
		for (const change of [{}, { quiet: true }, taken, several]) {
			const text = composeMessage({ ...usual, ...change, host }, ticket, origin);
			const { notification } = declarativePush.parse(JSON.parse(text));
			// The very keys: `silent` is not honoured, `actions` are not drawn, and one more is one more to go wrong.
			expect(Object.keys(notification).toSorted()).toEqual([
				'body',
				'data',
				'lang',
				'navigate',
				'tag',
				'title',
			]);
			expect(notification.title).not.toBe('');
			expect(new URL(notification.navigate).origin).toBe(origin);
			expect(new URL(notification.navigate).search).toBe('');
		}
	},
);

test('nobody but Apple is sent the form that fires no tap', () => {
	for (const host of [
		'fcm.googleapis.com',
		'updates.push.services.mozilla.com',
		'wns2-am3p.notify.windows.com',
	]) {
		const text = composeMessage({ ...usual, host }, ticket, origin);
		expect(text).not.toContain('web_push');
		expect(text).not.toContain('navigate');
	}
});

test('a host that only looks like Apple gets the plain form', () => {
	expect(compose({ host: 'push.apple.com.example:443' }).kind).toBe('alert');
});

test('emoji are cut between what people see as one character', () => {
	const family = '👨‍👩‍👧‍👦';
	const { title } = compose({
		title: family.repeat(28),
		place: family.repeat(28),
		callback: family.repeat(8),
	});
	expect(title).toMatch(/^(👨‍👩‍👧‍👦)+… · Riesa$/u);
	expect(title.length).toBeGreaterThan(family.length * 5);
});

test('whatever people write, the message fits and stays a message', () => {
	// The worst the database lets through: longest texts of what JSON needs most bytes for.
	const text = (most: number) =>
		fc
			.tuple(
				fc.constantFrom('a', 'ß', '😀', '"', '\\', '\u0001', '\u0301', '\ud83d', '👩‍🚒', ' '),
				fc.nat(most),
			)
			.map(([letter, count]) => letter.repeat(count).slice(0, most));
	fc.assert(
		fc.property(
			fc.record({
				title: text(200),
				place: text(200),
				callback: text(60),
				municipality: text(80),
				cluster: text(60),
				takerName: text(120),
				host: fc.constantFrom('web.push.apple.com', 'fcm.googleapis.com'),
				kind: fc.constantFrom('alert' as const, 'taken' as const, 'several' as const, 'test' as const),
				weekly: fc.boolean(),
				requests: fc.array(fc.record({ requestId: fc.uuid(), title: text(200), municipality: text(80) }), {
					minLength: 2,
					maxLength: 60,
				}),
			}),
			(change) => {
				const message = composeMessage({ ...usual, ...change, takerId: 'anna' }, ticket, origin);
				expect(Buffer.byteLength(message)).toBeLessThanOrEqual(payloadBytes);
				const parsed: unknown = JSON.parse(message);
				expect(declarativePush.safeParse(parsed).success || pushPayload.safeParse(parsed).success).toBe(true);
			},
		),
	);
});

test('what became somebody’s own says so to their worker, what others have does not', () => {
	expect(compose({ ...taken, profileId: 'anna', assigned: true })).toMatchObject({
		kind: 'taken',
		assigned: true,
	});
	expect(compose({ ...taken, profileId: 'ben', assigned: true })).not.toHaveProperty('assigned');
	expect(compose({ ...taken, profileId: 'anna' })).not.toHaveProperty('assigned');
});

describe('on a lock screen that hides content', () => {
	const own = { ...taken, profileId: 'anna' };
	type Case = [
		string,
		Partial<MessageFacts>,
		title: string,
		body: string,
		english: string,
		inEnglish: string,
	];
	const cases: Case[] = [
		['an alert', {}, 'Neue Anfrage, Priorität 1', '', 'New request, priority 1', ''],
		['one that can wait', { priority: 4 }, 'Neue Anfrage, Priorität 4', '', 'New request, priority 4', ''],
		[
			'what is open again',
			{ quiet: true, priority: 2 },
			'Wieder offen: Anfrage, Priorität 2',
			'',
			'Open again: request, priority 2',
			'',
		],
		['taken', taken, 'Schon übernommen', 'Priorität 1', 'Already taken', 'Priority 1'],
		['taken by the recipient', own, 'Von Ihnen übernommen', 'Priorität 1', 'Taken by you', 'Priority 1'],
		[
			'an offer that somebody took',
			{ ...own, assigned: true },
			'Ihr Angebot gilt: Sie haben die Anfrage',
			'Priorität 1',
			'Your offer was taken: the request is yours',
			'Priority 1',
		],
	];
	test.each(['fcm.googleapis.com', 'web.push.apple.com'])('%s is sent nothing but a priority', (host) => {
		for (const [name, change, title, body, english, inEnglish] of cases) {
			for (const language of ['de', 'en'] as const) {
				const facts = { ...usual, ...change, host, language, showsContent: false };
				const message: unknown = JSON.parse(composeMessage(facts, ticket, origin));
				const declared = declarativePush.safeParse(message).data?.notification;
				const payload = pushPayload.parse(declared?.data ?? message);
				const words = language === 'de' ? { title, body } : { title: english, body: inEnglish };
				expect(declared ?? payload, name).toMatchObject(words);
				// The worker speaks later, and the page behind the button still knows what it is about.
				expect(payload, name).toMatchObject({ ...words, hides_content: true });
				expect(payload.ticket, name).toBe(payload.kind === 'alert' ? ticket : undefined);
				expect(payload.facts?.title, name).toBe(payload.kind === 'alert' ? usual.title : undefined);
			}
		}
	});

	test('of several it is said how many and how urgent', () => {
		expect(compose({ ...several, showsContent: false })).toMatchObject({
			title: '5 offene Anfragen warten',
			body: 'Die dringendste: Priorität 1',
			hides_content: true,
		});
		expect(compose({ ...several, showsContent: false, language: 'en' })).toMatchObject({
			title: '5 open requests are waiting',
			body: 'The most urgent: priority 1',
		});
	});

	test('a device that shows content is told nothing of hiding', () => {
		for (const [, change] of cases) expect(compose(change)).not.toHaveProperty('hides_content');
	});

	test('whatever people write and are called, what can be read is the same', () => {
		const text = fc.string({ unit: 'grapheme', maxLength: 80 });
		const content = fc.record({
			title: text,
			municipality: text,
			cluster: text,
			place: text,
			callback: text,
			takerName: text,
			takerMunicipality: text,
			number: fc.nat(),
			requests: fc.array(
				fc.record({ requestId: fc.constant(usual.requestId), title: text, municipality: text }),
				{ minLength: 3, maxLength: 3 },
			),
		});
		const frame = fc.record({
			kind: fc.constantFrom('alert' as const, 'taken' as const, 'several' as const),
			quiet: fc.boolean(),
			assigned: fc.boolean(),
			profileId: fc.constantFrom('anna', 'ben'),
			language: fc.constantFrom('de' as const, 'en' as const),
			priority: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
			host: fc.constantFrom('web.push.apple.com', 'fcm.googleapis.com'),
		});
		/** All that a system shows of a message without any code of ours. */
		function readable(facts: MessageFacts): unknown {
			const message: unknown = JSON.parse(composeMessage(facts, ticket, origin));
			const declared = declarativePush.safeParse(message).data?.notification;
			if (declared !== undefined) return { ...declared, data: undefined };
			const { title, body } = pushPayload.parse(message);
			return { title, body };
		}
		fc.assert(
			fc.property(frame, content, content, (same, one, other) => {
				const hidden = { ...usual, takerId: 'anna', ...same, showsContent: false };
				expect(readable({ ...hidden, ...one })).toEqual(readable({ ...hidden, ...other }));
			}),
		);
	});
});
