import { describe, expect, test } from 'vitest';
import type { PushPayload } from '#contracts/push-payload.ts';
import { applyAnswer, firstStanding, requestOfAlert, sayUndo, type Standing } from './standing.ts';

const now = new Date('2026-11-23T13:02:00Z');
const earlier = new Date('2026-11-23T13:01:00Z');
const known = { knowsRequest: true, now };
const unknown = { knowsRequest: false, now };
const receipt = {
	id: '7b1f8c2e-6d3a-4d52-9a54-0c1f2e3d4b5a',
	number: 1,
	title: 'Drucker',
	callback: '',
	place: '',
};
const ben = { name: 'Ben', municipality: 'Meißen' };
const facts = {
	number: 1,
	title: 'D',
	municipality: 'R',
	cluster: 'N',
	place: '',
	callback: '',
	created_at: '',
};
const alert: PushPayload = {
	version: 1,
	kind: 'alert',
	rev: 1,
	language: 'de',
	request_id: receipt.id,
	title: 'Drucker · Riesa',
	body: '',
	priority: 1,
	expires_at: 0,
	facts,
};

const loading: Standing = { step: 'loading' };
const open: Standing = { step: 'open', isConfirmed: true };
const unconfirmed: Standing = { step: 'open', isConfirmed: false };
const yours: Standing = { step: 'yours', receipt, at: earlier };
const peeked = { ...facts, id: receipt.id, priority: 1, body: '' } as const;

describe('the page before the server was asked', () => {
	test.each([
		[{ ticket: true, request: true }, unconfirmed],
		[{ ticket: true, request: false }, loading],
		[{ ticket: false, request: true }, { step: 'no_ticket' }],
		[{ ticket: false, request: false }, { step: 'no_ticket' }],
	])('with %o', (has, standing) => {
		expect(firstStanding(has)).toEqual(standing);
	});

	test('shows what the notification said', () => {
		expect(requestOfAlert(alert)).toEqual({ ...facts, priority: 1, body: '' });
	});

	test.each([
		['without facts', { ...alert, facts: undefined }],
		['of an unknown priority', { ...alert, priority: 9 }],
	])('shows nothing of an alert %s', (_fact, payload) => {
		expect(requestOfAlert(payload)).toBeUndefined();
	});
});

describe('a receipt that could not be taken back', () => {
	test.each([
		['offline', true, 'offline'],
		['unanswered', true, 'unanswered'],
		['too_late', true, 'too_late'],
		['offline', false, 'offline_too_late'],
		['unanswered', false, 'unanswered_too_late'],
		['too_late', false, 'too_late'],
	] as const)('after "%s", the button still there: %s, says "%s"', (undo, mayUndo, said) => {
		expect(sayUndo({ ...yours, undo }, mayUndo)).toBe(said);
	});

	test.each([yours, open, loading])('is none where nothing was tried: %o', (standing) => {
		expect(sayUndo(standing, false)).toBeUndefined();
	});
});

describe('answers', () => {
	test.each<
		[
			string,
			Standing,
			...(Parameters<typeof applyAnswer> extends [unknown, ...infer Rest] ? Rest : never),
			Standing,
		]
	>([
		[
			'a tap is confirmed with its time',
			open,
			'accept',
			{ outcome: 'accepted', request: receipt },
			known,
			{ step: 'yours', receipt, at: now },
		],
		[
			'taken back, the request is open again',
			yours,
			'undo',
			{ outcome: 'undone' },
			known,
			{ step: 'open', isConfirmed: true, noted: 'undone' },
		],
		[
			'too late, it stays hers',
			yours,
			'undo',
			{ outcome: 'too_late' },
			known,
			{ ...yours, undo: 'too_late' },
		],
		[
			'without an answer, it stays hers',
			yours,
			'undo',
			{ outcome: 'offline' },
			known,
			{ ...yours, undo: 'offline' },
		],
		[
			'taken earlier or elsewhere, the page claims no time',
			open,
			'peek',
			{ outcome: 'already_yours', request: receipt },
			known,
			{ step: 'yours', receipt },
		],
		[
			'asking again keeps the time of the tap',
			yours,
			'peek',
			{ outcome: 'already_yours', request: receipt },
			known,
			yours,
		],
		[
			'who tapped and lost hears by whom',
			open,
			'accept',
			{ outcome: 'taken', by: ben },
			known,
			{ step: 'taken', by: ben, isRace: true },
		],
		[
			'who only looked has lost nothing',
			open,
			'peek',
			{ outcome: 'taken', by: ben },
			known,
			{ step: 'taken', by: ben, isRace: false },
		],
		[
			'looking again does not undo the race',
			{ step: 'taken', by: ben, isRace: true },
			'peek',
			{ outcome: 'taken', by: ben },
			known,
			{ step: 'taken', by: ben, isRace: true },
		],
		[
			'what was mine and was handed over is somebody else’s',
			yours,
			'peek',
			{ outcome: 'taken', by: ben },
			known,
			{ step: 'taken', by: ben, isRace: false },
		],
		['a closed request is closed', open, 'accept', { outcome: 'closed' }, known, { step: 'closed' }],
		[
			'a ticket of an older round is refused',
			open,
			'peek',
			{ outcome: 'expired' },
			known,
			{ step: 'expired' },
		],
		[
			'a removed device is refused',
			open,
			'accept',
			{ outcome: 'not_allowed' },
			known,
			{ step: 'not_allowed' },
		],
		[
			'later is noted and the request stays open',
			open,
			'later',
			{ outcome: 'noted' },
			known,
			{ ...open, noted: 'later' },
		],
		[
			'later says what it has offered',
			open,
			'later',
			{ outcome: 'noted', offer: { by_phone: true } },
			known,
			{ ...open, noted: 'later', offer: { by_phone: true } },
		],
		[
			'what was offered stays said when the page asks again',
			{ ...open, noted: 'later', offer: { by_phone: true } },
			'peek',
			{ outcome: 'open', request: peeked },
			known,
			{ ...open, noted: 'later', offer: { by_phone: true } },
		],
		['not possible is noted', open, 'decline', { outcome: 'noted' }, known, { ...open, noted: 'decline' }],
		[
			'looking again remembers what was noted',
			{ ...open, noted: 'later' },
			'peek',
			{ outcome: 'open', request: peeked },
			known,
			{ ...open, noted: 'later' },
		],
		[
			'the server confirms what the notification said',
			unconfirmed,
			'peek',
			{ outcome: 'open', request: peeked },
			known,
			open,
		],
		[
			'a way back into the network clears the trouble',
			{ ...open, trouble: 'offline', failed: 'accept' },
			'peek',
			{ outcome: 'open', request: peeked },
			known,
			open,
		],
		[
			'no network: what is known stays, with its button',
			unconfirmed,
			'peek',
			{ outcome: 'offline' },
			known,
			{ ...unconfirmed, trouble: 'offline' },
		],
		[
			'a tap without network is said to be unsent',
			open,
			'accept',
			{ outcome: 'offline' },
			known,
			{ ...open, trouble: 'offline', failed: 'accept' },
		],
		[
			'a tap without answer is said to be unconfirmed',
			open,
			'accept',
			{ outcome: 'unanswered' },
			known,
			{ ...open, trouble: 'unanswered', failed: 'accept' },
		],
		[
			'a server that speaks of commands has confirmed nothing',
			open,
			'accept',
			{ outcome: 'command_reused' },
			known,
			{ ...open, trouble: 'unanswered', failed: 'accept' },
		],
		[
			'nothing known and no network',
			loading,
			'peek',
			{ outcome: 'offline' },
			unknown,
			{ step: 'unreachable', trouble: 'offline' },
		],
		[
			'nothing known, tried again in vain',
			{ step: 'unreachable', trouble: 'offline' },
			'peek',
			{ outcome: 'unanswered' },
			unknown,
			{ step: 'unreachable', trouble: 'unanswered' },
		],
		['a receipt is not taken back by a dead zone', yours, 'peek', { outcome: 'offline' }, known, yours],
		[
			'a race lost is not forgotten in a dead zone',
			{ step: 'taken', by: ben, isRace: true },
			'peek',
			{ outcome: 'unanswered' },
			unknown,
			{ step: 'taken', by: ben, isRace: true },
		],
	])('%s', (_fact, before, asked, answer, context, after) => {
		expect(applyAnswer(before, asked, answer, context)).toEqual(after);
	});
});
