import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PushPayload } from '#contracts/push-payload.ts';
import {
	describeAnswer,
	describeKept,
	describeMessage,
	describeQuestion,
	describeSignedOut,
	describeUnreadable,
	describeWaiting,
} from '#worker/notification.ts';
import { shownNotification, type ShownNotification } from '#worker/shown-notification.ts';

const requestId = '7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a';
const alert: PushPayload = {
	version: 1,
	kind: 'alert',
	rev: 7,
	language: 'de',
	request_id: requestId,
	title: 'Bürgeramt ohne Internet · Riesa',
	body: 'Schalter steht · Netzwerk & Internet',
	priority: 1,
	ticket: 'f2a3.signature',
	expires_at: 1_800_000_000_000,
	facts: {
		number: 1042,
		title: 'Bürgeramt ohne Internet',
		municipality: 'Riesa',
		cluster: 'Netzwerk & Internet',
		place: 'Rathausplatz 1',
		callback: '03525 700-214',
		created_at: '2026-11-23T13:00:00+00:00',
	},
};
const taken: PushPayload = {
	...alert,
	kind: 'taken',
	rev: 8,
	title: 'Übernommen von Ben (Meißen)',
	ticket: undefined,
};
const request = {
	id: requestId,
	number: 1042,
	title: 'Bürgeramt ohne Internet',
	callback: '03525 700-214',
	place: 'Rathausplatz 1',
};
const ben = { name: 'Ben', municipality: 'Meißen' };
/** 14:02 on a clock in Saxony. */
const now = new Date('2026-11-23T13:02:00Z');

function seen({ title, options }: ShownNotification): unknown[] {
	return [title, options.body, options.actions.map((button) => button.title), options.data?.opens];
}

describe('a message of the server', () => {
	test('an alert of a counter that stands still rings, stays and has both buttons', () => {
		const { title, options } = describeMessage(alert);
		expect(title).toBe(alert.title);
		expect(options).toMatchObject({
			body: alert.body,
			tag: requestId,
			lang: 'de',
			silent: false,
			renotify: true,
			requireInteraction: true,
			timestamp: Date.parse('2026-11-23T13:00:00Z'),
			actions: [
				{ action: 'accept', title: 'Annehmen' },
				{ action: 'later', title: 'Später' },
			],
			data: { ...alert, opens: 'accept' },
		});
	});

	test('less urgent alerts go away by themselves and ring more gently', () => {
		const urgent = describeMessage(alert).options;
		const normal = describeMessage({ ...alert, priority: 3 }).options;
		expect(normal.requireInteraction).toBe(false);
		expect(normal.vibrate).not.toEqual(urgent.vibrate);
	});

	test('an alert that comes back after somebody took it for a moment does not ring again', () => {
		const { options } = describeMessage({ ...alert, quiet: true });
		expect(options).toMatchObject({ silent: true, renotify: false, requireInteraction: true });
		expect(options).not.toHaveProperty('vibrate');
		expect(options.actions.map(({ action }) => action)).toEqual(['accept', 'later']);
	});

	test('an alert without a ticket offers no button that could not act', () => {
		expect(seen(describeMessage({ ...alert, ticket: undefined }))[2]).toEqual([]);
	});

	test('whoever reads English gets English buttons', () => {
		expect(seen(describeMessage({ ...alert, language: 'en' }))[2]).toEqual(['Accept', 'Later']);
	});

	test('somebody took it: no sound, no button, the tap leads to the request', () => {
		const shown = describeMessage(taken);
		expect(seen(shown)).toEqual(['Übernommen von Ben (Meißen)', taken.body, [], 'request']);
		expect(shown.options.silent).toBe(true);
	});

	test('somebody took the offer this person made: it rings, and leads to the request', () => {
		const shown = describeMessage({ ...taken, assigned: true });
		expect(seen(shown).slice(2)).toEqual([['Öffnen'], 'request']);
		expect(shown.options).toMatchObject({ silent: false, renotify: true });
	});

	test('a moment that is no moment is left out', () => {
		const facts = { ...alert.facts, created_at: 'gestern' } as PushPayload['facts'];
		expect(describeMessage({ ...alert, facts }).options).not.toHaveProperty('timestamp');
	});
});

describe('what became of a tap', () => {
	const title = 'Bürgeramt ohne Internet';
	const contact = 'Rückruf 03525 700-214 · Riesa, Rathausplatz 1';
	const both = ['Annehmen', 'Später'];
	const dismissed = 'Sie müssen nichts mehr tun.';

	test.each([
		[
			'accept',
			{ outcome: 'accepted', request },
			['Übernommen 14:02', `${contact}\n${title}`, ['Öffnen', 'Rückgängig'], 'request'],
		],
		[
			'accept',
			{ outcome: 'accepted', request: { ...request, callback: '', place: '' } },
			['Übernommen 14:02', `Riesa\n${title}`, ['Öffnen', 'Rückgängig'], 'request'],
		],
		[
			'accept',
			{ outcome: 'already_yours', request: { ...request, place: '' } },
			['Von Ihnen übernommen', `Rückruf 03525 700-214 · Riesa\n${title}`, ['Öffnen'], 'request'],
		],
		[
			'accept',
			{ outcome: 'taken', by: ben },
			['Ben (Meißen) war schneller', `${title}\n${dismissed}`, [], 'request'],
		],
		[
			'accept',
			{ outcome: 'taken', by: { name: 'ehemaliges Mitglied', municipality: '' } },
			['ehemaliges Mitglied war schneller', `${title}\n${dismissed}`, [], 'request'],
		],
		[
			'later',
			{ outcome: 'taken', by: ben },
			['Übernommen von Ben (Meißen)', `${title}\n${dismissed}`, [], 'request'],
		],
		[
			'later',
			{ outcome: 'noted' },
			['Später notiert', `${title}\nDie Anfrage bleibt offen.`, ['Annehmen'], 'accept'],
		],
		[
			'later',
			{ outcome: 'noted', offer: { available_at: '2026-11-23T13:40:00Z' } },
			[
				'Später notiert',
				`${title}\nAngeboten: Sie können ab 14:40. Die Anfrage bleibt bis dahin offen.`,
				['Annehmen'],
				'accept',
			],
		],
		[
			'later',
			{ outcome: 'noted', offer: { available_at: '2026-11-24T07:00:00Z' } },
			[
				'Später notiert',
				`${title}\nAngeboten: Sie können ab morgen 08:00. Die Anfrage bleibt bis dahin offen.`,
				['Annehmen'],
				'accept',
			],
		],
		[
			'later',
			{ outcome: 'noted', offer: { by_phone: true } },
			[
				'Später notiert',
				`${title}\nAngeboten: Sie helfen am Telefon. Die Anfrage bleibt bis dahin offen.`,
				['Annehmen'],
				'accept',
			],
		],
		[
			'accept',
			{ outcome: 'offline' },
			['Nicht gesendet: keine Verbindung', `${title}\nTippen Sie erneut auf „Annehmen“.`, both, 'accept'],
		],
		[
			'accept',
			{ outcome: 'unanswered' },
			['Nicht bestätigt: keine Antwort', `${title}\nTippen Sie erneut auf „Annehmen“.`, both, 'accept'],
		],
		[
			'later',
			{ outcome: 'offline' },
			['Nicht gesendet: keine Verbindung', `${title}\nTippen Sie erneut auf „Später“.`, both, 'accept'],
		],
		[
			'undo',
			{ outcome: 'undone' },
			['Zurückgenommen', `${title}\nDie Anfrage ist wieder offen.`, ['Annehmen'], 'accept'],
		],
		[
			'undo',
			{ outcome: 'too_late' },
			[
				'Zu spät zum Zurücknehmen',
				`${title}\nSie haben die Anfrage weiterhin. Abgeben können Sie sie in Rufkreis.`,
				['Öffnen'],
				'request',
			],
		],
		[
			'undo',
			{ outcome: 'offline' },
			[
				'Nicht gesendet: keine Verbindung',
				`${title}\nSie haben die Anfrage weiterhin. Tippen Sie erneut auf „Rückgängig“.`,
				['Öffnen', 'Rückgängig'],
				'request',
			],
		],
		[
			'undo',
			{ outcome: 'taken', by: ben },
			['Übernommen von Ben (Meißen)', `${title}\n${dismissed}`, [], 'request'],
		],
	] as const)('%s, and the door says %o', (tap, answer, expected) => {
		expect(seen(describeAnswer(alert, tap, answer, now))).toEqual(expected);
	});

	const answers = [
		{ outcome: 'accepted', request },
		{ outcome: 'already_yours', request },
		{ outcome: 'taken', by: ben },
		{ outcome: 'closed' },
		{ outcome: 'expired' },
		{ outcome: 'not_allowed' },
		{ outcome: 'noted' },
		{ outcome: 'undone' },
		{ outcome: 'too_late' },
		{ outcome: 'offline' },
		{ outcome: 'unanswered' },
		{ outcome: 'command_reused' },
	] as const;
	const cases = answers.flatMap((answer) =>
		(['accept', 'later', 'undo'] as const).flatMap((tap) =>
			(['de', 'en'] as const).map((l) => [answer.outcome, tap, l, answer] as const),
		),
	);

	test.each(cases)(
		'%s after %s in %s has a sentence, its own language and a form browsers take',
		(_, tap, language, answer) => {
			const payload = { ...alert, language };
			const shown = describeAnswer(payload, tap, answer, now);
			const { options } = shown;
			expect(shown.title).not.toBe('');
			expect(options.body).not.toBe('');
			expect(options.lang).toBe(language);
			expect(options.data).toMatchObject(payload);
			// Chromium throws a TypeError on these pairs.
			expect(options.silent && (options.vibrate !== undefined || options.renotify)).toBe(false);
			expect(options.actions.length).toBeLessThanOrEqual(2);
			// What cannot be kept and read back would be lost on the next push.
			expect(shownNotification.parse(JSON.parse(JSON.stringify(shown)))).toEqual(shown);
			const other = describeAnswer({ ...alert, language: language === 'de' ? 'en' : 'de' }, tap, answer, now);
			expect(other.title).not.toBe(shown.title);
		},
	);

	test('only an unconfirmed tap keeps its buttons, so that nobody believes to have what is not theirs', () => {
		const withAccept = answers
			.filter((answer) =>
				describeAnswer(alert, 'accept', answer, now).options.actions.some((b) => b.action === 'accept'),
			)
			.map(({ outcome }) => outcome);
		expect(withAccept).toEqual(['noted', 'undone', 'offline', 'unanswered', 'command_reused']);
	});
});

describe('a tap that is kept', () => {
	const title = 'Bürgeramt ohne Internet';

	test('says until when it is sent, and that nothing is theirs yet; what has not left can be called off', () => {
		expect(seen(describeKept(alert, 'accept', 'offline', now))).toEqual([
			'Gemerkt: Annehmen',
			`${title}\nWird gesendet, sobald Netz da ist, längstens bis 14:02.\nÜbernommen ist erst mit der Bestätigung.`,
			['Nicht senden'],
			'accept',
		]);
		expect(seen(describeKept(alert, 'later', 'offline', now))[1]).not.toContain('Übernommen');
		expect(seen(describeKept(alert, 'accept', 'unanswered', now))[2]).toEqual([]);
	});

	test('becomes a question that rings', () => {
		const shown = describeQuestion(alert, 'accept');
		expect(seen(shown).slice(2)).toEqual([['Annehmen', 'Später'], 'accept']);
		expect(shown.options).toMatchObject({ silent: false, renotify: true, requireInteraction: true });
	});
});

test('while the server has not answered, the notification says so and leads to the page that asks again', () => {
	expect(seen(describeWaiting(alert, 'accept'))).toEqual([
		'Wird angenommen …',
		'Bürgeramt ohne Internet\nNoch nicht bestätigt. Antippen zeigt den Stand.',
		[],
		'accept',
	]);
});

test('without facts the title of the message says what it is about', () => {
	expect(describeWaiting({ ...alert, facts: undefined }, 'later').options.body).toContain(alert.title);
});

test.each([
	[{}, 'de', 'Rufkreis', 'Es gibt Neues. Öffnen Sie Rufkreis, um es zu sehen.'],
	[{}, 'en', 'Rufkreis', 'There is something new. Open Rufkreis to see it.'],
	[{ title: 'Aushang' }, 'de', 'Aushang', ''],
	[{ title: 'Aushang', body: 'Wartung am Freitag' }, 'de', 'Aushang', 'Wartung am Freitag'],
] as const)('a push nobody can read is still one notification: %o in %s', (said, language, title, body) => {
	const shown = describeUnreadable(said, language);
	expect([shown.title, shown.options.body, shown.options.actions]).toEqual([title, body, []]);
});

test.each([
	['de', 'Auf diesem Gerät ist niemand für Alarmierungen angemeldet.'],
	['en', 'Nobody is signed in for alerts on this device.'],
] as const)('after the person has left, a push says nothing but that, in %s', (language, body) => {
	const { title, options } = describeSignedOut(language);
	expect([title, options.body, options.actions, options.data]).toEqual(['Rufkreis', body, [], null]);
	expect(options).toMatchObject({ silent: true, renotify: false });
});

test('on a lock screen that hides content the worker says the same whatever a request is about and whoever has it', () => {
	const text = fc.string({ unit: 'grapheme', maxLength: 60 });
	const content = fc.record({
		facts: fc.option(
			fc.record({
				number: fc.nat(),
				title: text,
				municipality: text,
				cluster: text,
				place: text,
				callback: text,
				created_at: fc.constant('2026-11-23T13:00:00+00:00'),
			}),
			{ nil: undefined },
		),
		request: fc.record({
			id: fc.constant(requestId),
			number: fc.nat(),
			title: text,
			callback: text,
			place: text,
		}),
		by: fc.record({ name: text, municipality: text }),
	});
	const frame = fc.record({
		language: fc.constantFrom('de' as const, 'en' as const),
		priority: fc.constantFrom(1, 2, 3, 4),
		tap: fc.constantFrom('accept' as const, 'later' as const, 'undo' as const),
	});
	type Content = typeof content extends fc.Arbitrary<infer Value> ? Value : never;
	type Frame = typeof frame extends fc.Arbitrary<infer Value> ? Value : never;

	/** Everything the worker could say about this alert by itself. */
	function everything({ facts, request: receipt, by }: Content, { language, priority, tap }: Frame): unknown {
		const hidden = { ...alert, facts, language, priority, title: 'composed', body: '', hides_content: true };
		const offer = { by_phone: true };
		const shown = [
			describeMessage(hidden),
			describeWaiting(hidden, tap),
			...(['accept', 'later'] as const).flatMap((kept) => [
				describeKept(hidden, kept, 'offline', now),
				describeQuestion(hidden, kept),
			]),
			...(
				[
					{ outcome: 'accepted', request: receipt },
					{ outcome: 'already_yours', request: receipt },
					{ outcome: 'noted', offer },
					{ outcome: 'undone' },
					{ outcome: 'too_late' },
					{ outcome: 'taken', by },
					{ outcome: 'closed' },
					{ outcome: 'expired' },
					{ outcome: 'not_allowed' },
					{ outcome: 'offline' },
					{ outcome: 'unanswered' },
				] as const
			).map((answer) => describeAnswer(hidden, tap, answer, now)),
		];
		return shown.map(({ title, options }) => [title, options.body, options.actions]);
	}
	fc.assert(
		fc.property(content, content, frame, (one, other, same) => {
			expect(everything(one, same)).toEqual(everything(other, same));
		}),
	);
});
