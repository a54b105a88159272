/**
 * Every way an alert can go, from the push to the last word on the lock screen, in both bodies a push service may be given: what the
 * notification says, which buttons it has, and what the device keeps.
 */
import * as z from 'zod/mini';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeclarativePush, PushPayload } from '#contracts/push-payload.ts';
import { lastAlertCache } from '#contracts/last-alert-place.ts';
import { keptTapsCache, shownCache, signedOutCache } from '#contracts/worker-messages.ts';
import { stubWorkerScope } from '#tests/fakes/worker-scope.ts';
import { keptFor } from '#worker/kept-taps.ts';
import { onClick } from '#worker/on-click.ts';
import { onPush } from '#worker/on-push.ts';
import { sendKeptTaps } from '#worker/send-kept-taps.ts';

const id = '7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a';
const now = new Date('2026-11-26T09:00:00+01:00');

const alert: PushPayload = {
	version: 1,
	kind: 'alert',
	rev: 7,
	language: 'de',
	request_id: id,
	title: 'Bürgeramt ohne Internet · Coswig',
	body: 'Rathausplatz 1',
	priority: 1,
	ticket: 'f2a3.signature',
	expires_at: now.getTime() + 3_600_000,
	facts: {
		number: 12,
		title: 'Bürgeramt ohne Internet',
		municipality: 'Coswig',
		cluster: 'Netzwerk & Internet',
		place: 'Rathausplatz 1',
		callback: '03523 700-214',
		created_at: now.toISOString(),
	},
};
/** The same two, composed for a lock screen that hides content. */
const hiddenAlert: PushPayload = {
	...alert,
	title: 'Neue Anfrage, Priorität 1',
	body: '',
	hides_content: true,
};
const taken: PushPayload = {
	version: 1,
	kind: 'taken',
	rev: 8,
	language: 'de',
	request_id: id,
	title: 'Übernommen von Ben Vogel (Riesa)',
	body: 'Bürgeramt ohne Internet',
	priority: 1,
	expires_at: alert.expires_at,
};
const hiddenTaken: PushPayload = {
	...taken,
	title: 'Schon übernommen',
	body: 'Priorität 1',
	hides_content: true,
};
const printer = '1c1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a';
/** What the device missed while it was away. */
const several: PushPayload = {
	...alert,
	kind: 'several',
	rev: 20,
	title: '2 offene Anfragen warten',
	body: 'Bürgeramt ohne Internet · Coswig\nDrucker · Riesa',
	request_ids: [id, printer],
	facts: undefined,
};
/** Beside a real alert: `request_id` is the id of the test. */
const testId = '5d1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a';
const testAlarm: PushPayload = {
	version: 1,
	kind: 'test',
	rev: 7,
	language: 'de',
	request_id: testId,
	title: 'Probealarm',
	body: 'Keine echte Anfrage. Bitte bestätigen Sie, dass Sie ihn sehen.',
	priority: 2,
	ticket: 'a7c1.signature',
	expires_at: now.getTime() + 600_000,
};
const weekly: PushPayload = {
	...testAlarm,
	title: 'Wochenprobe',
	body: 'Rufkreis erreicht dieses Gerät. Antippen erneuert die Verbindung; sonst ist nichts zu tun.',
	priority: 4,
	weekly: true,
};
const printerAlert: PushPayload = { ...alert, rev: 8, request_id: printer, title: 'Drucker · Riesa' };
const request = {
	id,
	number: 12,
	title: 'Bürgeramt ohne Internet',
	callback: '03523 700-214',
	place: 'Rathausplatz 1',
};
const ben = { name: 'Ben Vogel', municipality: 'Riesa' };

type Form = 'classic' | 'declarative';

/** As a browser hands a push over. Safari proposes the notification and leaves `data` empty. */
function pushOf(content: PushPayload | string, form: Form): PushEvent {
	if (typeof content === 'string' || form === 'classic') {
		const text = typeof content === 'string' ? content : JSON.stringify(content);
		return { data: { text: () => text } } as unknown as PushEvent;
	}
	const body: DeclarativePush = {
		web_push: 8030,
		mutable: true,
		notification: {
			title: content.title,
			body: content.body,
			navigate: `https://ruf.example.org/annehmen/${content.request_id}#${content.ticket ?? ''}`,
			lang: 'de',
			tag: content.request_id,
			data: content,
		},
	};
	return { data: null, notification: body.notification } as unknown as PushEvent;
}

const keptTap = z.object({ tap: z.string() });
const aged = z.object({ rev: z.number() });
const remembered = z.object({ rev: z.number(), shown: z.object({ title: z.string() }) });

const forms: Form[] = ['classic', 'declarative'];

/** The scene of one row; what the door answers may change while it plays. */
function stage(form: Form) {
	let door: ((path: string) => unknown) | undefined = () => ({ outcome: 'noted' });
	const scope = stubWorkerScope({
		tag: form === 'declarative' ? 'stacks' : 'replaces',
		door: (path) => {
			if (door === undefined) throw new TypeError('no network');
			return door(path);
		},
	});

	function answering(answer: unknown): void {
		door = (path) => (path.endsWith('/arrived') ? { outcome: 'noted' } : answer);
		vi.stubGlobal('navigator', { onLine: true, languages: ['de-DE'] });
	}
	return {
		...scope,
		answering,
		/** `thinksItIsOnline`: the device sees a network that leads nowhere. */
		cutOff(thinksItIsOnline = false): void {
			door = undefined;
			vi.stubGlobal('navigator', { onLine: thinksItIsOnline, languages: ['de-DE'] });
		},
		push: (content: PushPayload | string) => onPush(pushOf(content, form)),
		/** On what lies on the screen, by the button's name. */
		async tap(action: string): Promise<void> {
			const [shown] = scope.screen();
			expect(shown?.actions?.map((button) => button.action)).toContain(action);
			const notification = { data: shown?.data, close: () => undefined };
			await onClick({ notification, action } as unknown as NotificationEvent);
		},
	};
}

type Stage = ReturnType<typeof stage>;

interface Row {
	outcome: string;
	play: (stage: Stage) => Promise<void>;
	title: string;
	/** Every line of it is in the text. */
	says: string[];
	buttons: string[];
	/** Taps that wait to be sent. */
	kept?: string[];
	/** Whether the accept page still finds the alert. */
	offersAlert?: boolean;
	/** Age of what the device remembers having shown. */
	rev?: number;
}

function tapped(action: string, answer: unknown, content = alert): Row['play'] {
	return async (stage) => {
		await stage.push(content);
		stage.answering(answer);
		await stage.tap(action);
	};
}

/** Accepted without a network, and then so many milliseconds later with one again. */
function keptAndSent(later: number, answer: unknown, content = alert): Row['play'] {
	return async (stage) => {
		await stage.push(content);
		stage.cutOff();
		await stage.tap('accept');
		vi.setSystemTime(now.getTime() + later);
		stage.answering(answer);
		await sendKeptTaps();
	};
}

const rows: Row[] = [
	{
		outcome: 'an alert',
		play: (stage) => stage.push(alert),
		title: alert.title,
		says: [alert.body],
		buttons: ['accept', 'later'],
	},
	{
		outcome: 'accepted',
		play: tapped('accept', { outcome: 'accepted', request }),
		title: 'Übernommen 09:00',
		says: ['Rückruf 03523 700-214', 'Coswig, Rathausplatz 1', 'Bürgeramt ohne Internet'],
		buttons: ['open', 'undo'],
		offersAlert: false,
	},
	{
		outcome: 'already yours',
		play: tapped('accept', { outcome: 'already_yours', request }),
		title: 'Von Ihnen übernommen',
		says: ['Rückruf 03523 700-214'],
		buttons: ['open'],
		offersAlert: false,
	},
	{
		outcome: 'taken',
		play: tapped('accept', { outcome: 'taken', by: ben }),
		title: 'Ben Vogel (Riesa) war schneller',
		says: ['Sie müssen nichts mehr tun.'],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'closed',
		play: tapped('accept', { outcome: 'closed' }),
		title: 'Schon erledigt',
		says: ['Die Anfrage ist geschlossen.'],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'expired',
		play: tapped('accept', { outcome: 'expired' }),
		title: 'Diese Alarmierung ist abgelaufen',
		says: ['Antippen zeigt den Stand.'],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'not allowed',
		play: tapped('accept', { outcome: 'not_allowed' }),
		title: 'Hier nicht möglich',
		says: ['melden Sie sich an'],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'an answer nobody understands',
		play: tapped('accept', { outcome: 'from a newer server' }),
		title: 'Annehmen: noch nicht bestätigt',
		says: ['längstens bis 09:15', 'Übernommen ist erst mit der Bestätigung.'],
		buttons: [],
		kept: ['accept'],
	},
	{
		outcome: 'offline, kept',
		play: async (stage) => {
			await stage.push(alert);
			stage.cutOff();
			await stage.tap('accept');
		},
		title: 'Gemerkt: Annehmen',
		says: ['längstens bis 09:15', 'Übernommen ist erst mit der Bestätigung.'],
		buttons: ['forget'],
		kept: ['accept'],
	},
	{
		outcome: 'unanswered, kept',
		play: async (stage) => {
			await stage.push(alert);
			stage.cutOff(true);
			await stage.tap('accept');
		},
		title: 'Annehmen: noch nicht bestätigt',
		says: ['längstens bis 09:15'],
		buttons: [],
		kept: ['accept'],
	},
	{
		outcome: 'offline, kept, not wanted any more',
		play: async (stage) => {
			await stage.push(alert);
			stage.cutOff();
			await stage.tap('accept');
			await stage.tap('forget');
		},
		title: alert.title,
		says: [alert.body],
		buttons: ['accept', 'later'],
	},
	{
		outcome: 'kept and sent after 2 minutes',
		play: keptAndSent(2 * 60_000, { outcome: 'accepted', request }),
		title: 'Übernommen 09:02',
		says: ['Rückruf 03523 700-214'],
		buttons: ['open', 'undo'],
		offersAlert: false,
	},
	{
		outcome: 'kept, and somebody else was there first',
		play: keptAndSent(2 * 60_000, { outcome: 'taken', by: ben }),
		title: 'Ben Vogel (Riesa) war schneller',
		says: ['Sie müssen nichts mehr tun.'],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'kept too long',
		play: keptAndSent(keptFor, { outcome: 'accepted', request }),
		title: 'Noch annehmen?',
		says: ['Es wird nicht mehr von selbst gesendet.'],
		buttons: ['accept', 'later'],
	},
	{
		outcome: 'taken back',
		play: async (stage) => {
			await tapped('accept', { outcome: 'accepted', request })(stage);
			stage.answering({ outcome: 'undone' });
			await stage.tap('undo');
		},
		title: 'Zurückgenommen',
		says: ['Die Anfrage ist wieder offen.'],
		buttons: ['accept'],
	},
	{
		outcome: 'too late to take back',
		play: async (stage) => {
			await tapped('accept', { outcome: 'accepted', request })(stage);
			stage.answering({ outcome: 'too_late' });
			await stage.tap('undo');
		},
		title: 'Zu spät zum Zurücknehmen',
		says: ['Sie haben die Anfrage weiterhin.'],
		buttons: ['open'],
		offersAlert: false,
	},
	{
		outcome: 'taking back without a network, which is not kept',
		play: async (stage) => {
			await tapped('accept', { outcome: 'accepted', request })(stage);
			stage.cutOff();
			await stage.tap('undo');
		},
		title: 'Nicht gesendet: keine Verbindung',
		says: ['Sie haben die Anfrage weiterhin.'],
		buttons: ['open', 'undo'],
		offersAlert: false,
	},
	{
		outcome: 'taken by somebody else, over the alert',
		play: async (stage) => {
			await stage.push(alert);
			await stage.push(taken);
		},
		title: taken.title,
		says: [taken.body],
		buttons: [],
		offersAlert: false,
		rev: 8,
	},
	{
		outcome: 'an older message after a newer one',
		play: async (stage) => {
			await stage.push(taken);
			await stage.push(alert);
		},
		title: taken.title,
		says: [taken.body],
		buttons: [],
		offersAlert: false,
		rev: 8,
	},
	{
		outcome: 'an answer to an older message after a newer one',
		play: async (stage) => {
			await stage.push(alert);
			const [old] = stage.screen();
			await stage.push(taken);
			stage.answering({ outcome: 'expired' });
			const notification = { data: old?.data, close: () => undefined };
			await onClick({ notification, action: 'accept' } as unknown as NotificationEvent);
		},
		title: taken.title,
		says: [taken.body],
		buttons: [],
		offersAlert: false,
		rev: 8,
	},
	{
		outcome: 'the same alert twice, the first one answered',
		play: async (stage) => {
			await tapped('accept', { outcome: 'accepted', request })(stage);
			await stage.push(alert);
		},
		title: 'Übernommen 09:00',
		says: ['Rückruf 03523 700-214'],
		buttons: ['open', 'undo'],
		offersAlert: false,
	},
	{
		outcome: 'open again for a moment, told quietly',
		play: async (stage) => {
			await stage.push(alert);
			await stage.push(taken);
			await stage.push({ ...alert, rev: 9, quiet: true });
		},
		title: alert.title,
		says: [alert.body],
		buttons: ['accept', 'later'],
		rev: 9,
	},
];

/** A test confirmed without a network, and then so many milliseconds later with one again. */
function confirmedOffline(later: number, answer: unknown): Row['play'] {
	return async (stage) => {
		await stage.push(testAlarm);
		stage.cutOff();
		await stage.tap('confirm');
		vi.setSystemTime(now.getTime() + later);
		stage.answering(answer);
		await sendKeptTaps();
	};
}

/** A test alarm. `offersAlert`: whether a page still finds its button. */
const testRows: Row[] = [
	{
		outcome: 'a test alarm',
		play: (stage) => stage.push(testAlarm),
		title: 'Probealarm',
		says: ['Keine echte Anfrage.'],
		buttons: ['confirm'],
	},
	{
		outcome: 'confirmed',
		play: tapped('confirm', { outcome: 'confirmed' }, testAlarm),
		title: 'Probealarm bestätigt',
		says: ['Es ist nichts weiter zu tun.'],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'confirmed too late',
		play: tapped('confirm', { outcome: 'expired' }, testAlarm),
		title: 'Dieser Probealarm ist vorbei',
		says: ['Er galt zehn Minuten.'],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'not allowed',
		play: tapped('confirm', { outcome: 'not_allowed' }, testAlarm),
		title: 'Probealarm: hier nicht möglich',
		says: ['nicht mehr angemeldet'],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'an answer nobody understands',
		play: tapped('confirm', { outcome: 'accepted', request }, testAlarm),
		title: 'Probealarm: noch nicht bestätigt',
		says: ['Wird noch einmal gesendet.'],
		buttons: [],
		kept: ['confirm'],
	},
	{
		outcome: 'offline, kept',
		play: async (stage) => {
			await stage.push(testAlarm);
			stage.cutOff();
			await stage.tap('confirm');
		},
		title: 'Probealarm: „Angekommen“ gemerkt',
		says: ['Nach zehn Minuten ist die Probe vorbei.'],
		buttons: ['forget'],
		kept: ['confirm'],
	},
	{
		outcome: 'offline, kept, not wanted any more',
		play: async (stage) => {
			await stage.push(testAlarm);
			stage.cutOff();
			await stage.tap('confirm');
			await stage.tap('forget');
		},
		title: 'Probealarm',
		says: ['Keine echte Anfrage.'],
		buttons: ['confirm'],
	},
	{
		outcome: 'kept and sent after 2 minutes',
		play: confirmedOffline(2 * 60_000, { outcome: 'confirmed' }),
		title: 'Probealarm bestätigt',
		says: [],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'kept, and over when there is a network again',
		play: confirmedOffline(12 * 60_000, { outcome: 'expired' }),
		title: 'Dieser Probealarm ist vorbei',
		says: [],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'kept for longer than anything is sent by itself',
		play: confirmedOffline(keptFor, { outcome: 'confirmed' }),
		title: 'Dieser Probealarm ist vorbei',
		says: [],
		buttons: [],
	},
	{
		outcome: 'the same test twice, the first one confirmed',
		play: async (stage) => {
			await tapped('confirm', { outcome: 'confirmed' }, testAlarm)(stage);
			await stage.push(testAlarm);
		},
		title: 'Probealarm bestätigt',
		says: [],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'the weekly check',
		play: (stage) => stage.push(weekly),
		title: 'Wochenprobe',
		says: ['Rufkreis erreicht dieses Gerät.'],
		buttons: [],
		offersAlert: false,
	},
];

/** What a stranger beside the phone must not read. */
const content = /Bürgeramt|Coswig|Netzwerk|Rathausplatz|03523|Ben Vogel|Riesa/;

/** The outcomes once more, on a lock screen that hides content. */
const hiddenRows: Row[] = [
	{
		outcome: 'an alert',
		play: (stage) => stage.push(hiddenAlert),
		title: 'Neue Anfrage, Priorität 1',
		says: [],
		buttons: ['accept', 'later'],
	},
	{
		outcome: 'accepted',
		play: tapped('accept', { outcome: 'accepted', request }, hiddenAlert),
		title: 'Übernommen 09:00',
		says: ['Priorität 1', 'Rückruf und Ort stehen in Rufkreis.'],
		buttons: ['open', 'undo'],
		offersAlert: false,
	},
	{
		outcome: 'already yours',
		play: tapped('accept', { outcome: 'already_yours', request }, hiddenAlert),
		title: 'Von Ihnen übernommen',
		says: ['Priorität 1', 'Rückruf und Ort stehen in Rufkreis.'],
		buttons: ['open'],
		offersAlert: false,
	},
	{
		outcome: 'taken, when accepting',
		play: tapped('accept', { outcome: 'taken', by: ben }, hiddenAlert),
		title: 'Jemand war schneller',
		says: ['Priorität 1', 'Sie müssen nichts mehr tun.'],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'taken, when putting off',
		play: tapped('later', { outcome: 'taken', by: ben }, hiddenAlert),
		title: 'Schon übernommen',
		says: ['Priorität 1', 'Sie müssen nichts mehr tun.'],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'put off',
		play: tapped('later', { outcome: 'noted', offer: { by_phone: true } }, hiddenAlert),
		title: 'Später notiert',
		says: ['Priorität 1', 'Angeboten: Sie helfen am Telefon.'],
		buttons: ['accept'],
	},
	{
		outcome: 'closed',
		play: tapped('accept', { outcome: 'closed' }, hiddenAlert),
		title: 'Schon erledigt',
		says: ['Priorität 1', 'Die Anfrage ist geschlossen.'],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'expired',
		play: tapped('accept', { outcome: 'expired' }, hiddenAlert),
		title: 'Diese Alarmierung ist abgelaufen',
		says: ['Priorität 1', 'Antippen zeigt den Stand.'],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'not allowed',
		play: tapped('accept', { outcome: 'not_allowed' }, hiddenAlert),
		title: 'Hier nicht möglich',
		says: ['melden Sie sich an'],
		buttons: [],
		offersAlert: false,
	},
	{
		outcome: 'offline, kept',
		play: async (stage) => {
			await stage.push(hiddenAlert);
			stage.cutOff();
			await stage.tap('accept');
		},
		title: 'Gemerkt: Annehmen',
		says: ['Priorität 1', 'längstens bis 09:15'],
		buttons: ['forget'],
		kept: ['accept'],
	},
	{
		outcome: 'kept and sent after 2 minutes',
		play: keptAndSent(2 * 60_000, { outcome: 'accepted', request }, hiddenAlert),
		title: 'Übernommen 09:02',
		says: ['Rückruf und Ort stehen in Rufkreis.'],
		buttons: ['open', 'undo'],
		offersAlert: false,
	},
	{
		outcome: 'kept too long',
		play: keptAndSent(keptFor, { outcome: 'accepted', request }, hiddenAlert),
		title: 'Noch annehmen?',
		says: ['Priorität 1'],
		buttons: ['accept', 'later'],
	},
	{
		outcome: 'taken back',
		play: async (stage) => {
			await tapped('accept', { outcome: 'accepted', request }, hiddenAlert)(stage);
			stage.answering({ outcome: 'undone' });
			await stage.tap('undo');
		},
		title: 'Zurückgenommen',
		says: ['Priorität 1', 'Die Anfrage ist wieder offen.'],
		buttons: ['accept'],
	},
	{
		outcome: 'too late to take back',
		play: async (stage) => {
			await tapped('accept', { outcome: 'accepted', request }, hiddenAlert)(stage);
			stage.answering({ outcome: 'too_late' });
			await stage.tap('undo');
		},
		title: 'Zu spät zum Zurücknehmen',
		says: ['Priorität 1'],
		buttons: ['open'],
		offersAlert: false,
	},
	{
		outcome: 'taken by somebody else, over the alert',
		play: async (stage) => {
			await stage.push(hiddenAlert);
			await stage.push(hiddenTaken);
		},
		title: 'Schon übernommen',
		says: ['Priorität 1'],
		buttons: [],
		offersAlert: false,
		rev: 8,
	},
];

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now }));
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

async function expectRow(row: Row, form: Form): Promise<Stage> {
	const { play, title, says, buttons, kept = [], offersAlert = true, rev = 7 } = row;
	const scene = stage(form);
	await play(scene);

	const [shown, ...more] = scene.screen();
	expect(more).toEqual([]);
	expect(shown?.title).toBe(title);
	for (const words of says) expect(shown?.body).toContain(words);
	expect(shown?.actions?.map(({ action }) => action)).toEqual(buttons);

	const taps = scene.entriesOf(keptTapsCache).map((text) => keptTap.parse(JSON.parse(text)));
	expect(taps).toEqual(kept.map((tap) => ({ tap })));
	expect(scene.entriesOf(lastAlertCache)).toHaveLength(offersAlert ? 1 : 0);
	const last = scene.entriesOf(shownCache).map((text) => remembered.parse(JSON.parse(text)));
	expect(last).toEqual([{ rev, shown: { title } }]);
	return scene;
}

describe.each(forms)('%s', (form) => {
	test.each(rows)('$outcome', async (row) => {
		await expectRow(row, form);
	});

	test.each(hiddenRows)('on a lock screen that hides content: $outcome', async (row) => {
		const { screen, everShown } = await expectRow(row, form);
		expect(everShown().join('\n')).not.toMatch(content);
		expect(screen().map(({ data }) => z.object({ hides_content: z.boolean() }).parse(data))).toEqual([
			{ hides_content: true },
		]);
	});

	test.each(testRows)('of a test alarm: $outcome', async (row) => {
		const scene = await expectRow(row, form);
		// Nothing that is taken for a request: no number on the icon, none of its doors, none of its buttons.
		expect(scene.badge()).toBe(0);
		expect(scene.happened.join('\n')).not.toMatch(/accept|later|undo|pack/);
		expect(scene.everShown().join('\n')).not.toMatch(/Annehmen|Übernommen|Priorität/);
	});

	test('a test alarm rings, the weekly check does not, and both prove their arrival', async () => {
		const scene = stage(form);
		await scene.push(testAlarm);
		expect(scene.screen()).toMatchObject([{ tag: testId, silent: false, requireInteraction: false }]);
		await scene.push({ ...weekly, rev: 8 });
		expect(scene.screen()).toMatchObject([{ tag: testId, silent: true }]);
		expect(scene.happened.filter((what) => what === 'send /api/tickets/arrived')).toHaveLength(2);
	});

	test('a test alarm takes nothing from the real one beside it, nor the other way round', async () => {
		const scene = stage(form);
		await scene.push(alert);
		await scene.push({ ...testAlarm, rev: 8 });
		expect(scene.screen().map(({ title, actions }) => [title, actions?.length])).toEqual([
			[alert.title, 2],
			['Probealarm', 1],
		]);
		expect(scene.entriesOf(lastAlertCache)).toHaveLength(2);
		expect(scene.badge()).toBe(1);
		scene.answering({ outcome: 'confirmed' });
		const shown = scene.screen().find(({ title }) => title === 'Probealarm');
		const notification = { data: shown?.data, close: () => undefined };
		await onClick({ notification, action: 'confirm' } as unknown as NotificationEvent);
		expect(scene.entriesOf(lastAlertCache).map((text) => aged.parse(JSON.parse(text)))).toEqual([{ rev: 7 }]);
		expect(scene.screen().map(({ title }) => title)).toContain(alert.title);
	});

	describe('what was missed while the device was away', () => {
		const onScreen = (scene: Stage) =>
			scene.screen().map(({ title, actions }) => [title, actions?.map(({ action }) => action)]);
		const alone = [['2 offene Anfragen warten', []]];

		test('is one notification without buttons that rings, stays, proves its arrival and leads to the list', async () => {
			const scene = stage(form);
			await scene.push(several);
			expect(onScreen(scene)).toEqual(alone);
			const [shown] = scene.screen();
			expect(shown).toMatchObject({
				tag: 'several',
				body: several.body,
				silent: false,
				requireInteraction: true,
			});
			expect(scene.happened).toContain('send /api/tickets/arrived');
			expect(scene.badge()).toBe(2);
			await onClick({
				notification: { data: shown?.data, close: () => undefined },
				action: '',
			} as unknown as NotificationEvent);
			expect(scene.happened).toContain('open https://ruf.example.org/anfragen');
		});

		test('leaves the alert that the accept page offers as it is', async () => {
			const scene = stage(form);
			await scene.push(alert);
			await scene.push(several);
			const offered = scene.entriesOf(lastAlertCache).map((text) => aged.parse(JSON.parse(text)));
			expect(offered).toEqual([{ rev: 7 }]);
		});

		test('covers what is older and comes after it, and nothing that is newer', async () => {
			const scene = stage(form);
			await scene.push(several);
			await scene.push(alert);
			await scene.push(printerAlert);
			expect(onScreen(scene)).toEqual(alone);
			await scene.push({ ...several, rev: 19, title: 'older' });
			expect(onScreen(scene)).toEqual(alone);
			await scene.push({ ...printerAlert, rev: 30 });
			expect(onScreen(scene)).toEqual([...alone, ['Drucker · Riesa', ['accept', 'later']]]);
			await scene.push({ ...several, rev: 31, title: '3 offene Anfragen warten' });
			expect(onScreen(scene).map(([title]) => title)).toContain('3 offene Anfragen warten');
			expect(onScreen(scene).map(([title]) => title)).not.toContain('2 offene Anfragen warten');
		});

		test('goes once something newer is known of each, not before', async () => {
			const scene = stage(form);
			await scene.push(several);
			await scene.push({ ...taken, rev: 25 });
			expect(onScreen(scene)).toEqual([...alone, [taken.title, []]]);
			expect(scene.badge()).toBe(1);
			await scene.push({ ...taken, rev: 26, request_id: printer });
			expect(onScreen(scene).map(([title]) => title)).toEqual([taken.title, taken.title]);
			expect(scene.badge()).toBe(0);
		});

		test('says what the server composed where content is hidden', async () => {
			const scene = stage(form);
			await scene.push({ ...several, body: 'Die dringendste: Priorität 1', hides_content: true });
			expect(scene.everShown()).toEqual(['2 offene Anfragen warten\nDie dringendste: Priorität 1']);
		});
	});

	test.each(['', 'nothing of ours', '{"version":2}', 'null', '[]'])('garbage (%j)', async (text) => {
		const scene = stage(form);
		await scene.push(text);
		expect(scene.screen()).toMatchObject([
			{ title: 'Rufkreis', body: 'Es gibt Neues. Öffnen Sie Rufkreis, um es zu sehen.', actions: [] },
		]);
		for (const cache of [keptTapsCache, lastAlertCache, shownCache])
			expect(scene.entriesOf(cache)).toEqual([]);
	});

	test('after the person has left, nothing of it is shown, kept, or reported as arrived', async () => {
		const scene = stage(form);
		const leaving = await caches.open(signedOutCache);
		await leaving.put('/signed-out', new Response(''));
		await scene.push(alert);
		expect(scene.screen().map(({ title, actions }) => [title, actions])).toEqual([['Rufkreis', []]]);
		expect(JSON.stringify(scene.screen())).not.toMatch(/Bürgeramt|Coswig|f2a3/);
		expect(scene.happened.filter((what) => what.startsWith('send'))).toEqual([]);
		for (const cache of [keptTapsCache, lastAlertCache, shownCache])
			expect(scene.entriesOf(cache)).toEqual([]);
	});
});
