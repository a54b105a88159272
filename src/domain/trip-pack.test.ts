import { describe, expect, test } from 'vitest';
import {
	type Acceptance,
	isPackOver,
	isRowNewer,
	isStalePack,
	type KnownRow,
	mayAskForPack,
} from './trip-pack.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const now = Date.parse('2026-11-30T14:00:00+01:00');

test.each([
	['just now', 0, true, false],
	['just under half an hour ago', 30 * minute - 1, true, false],
	['half an hour ago', 30 * minute, false, false],
	['just under 14 days ago', 14 * day - 1, false, false],
	['14 days ago', 14 * day, false, true],
	['in the future, because the clock was set back', -1, false, true],
])('accepted %s: asked for %3$s, too old %4$s', (_, age, asks, isStale) => {
	expect([mayAskForPack(now - age, now), isStalePack(now - age, now)]).toEqual([asks, isStale]);
});

const acceptance: Acceptance = { at: now, accepted_at: '2026-11-30T13:00:00.123456+00:00', alert_round: 2 };
const known: KnownRow = { status: 'open', accepted_at: null, alert_round: 2 };

describe('which row is better than the pack', () => {
	test.each<[string, Partial<KnownRow>, boolean]>([
		['still open, as before the acceptance', {}, false],
		['of the round before, given back since', { alert_round: 1 }, false],
		[
			'taken by somebody before, who took it back',
			{ status: 'accepted', accepted_at: '2026-11-30T12:58:00+00:00' },
			false,
		],
		[
			'of the round before, when somebody had it',
			{ status: 'accepted', alert_round: 1, accepted_at: '2026-11-30T12:58:00+00:00' },
			false,
		],
		[
			'of this very acceptance',
			{ status: 'accepted', accepted_at: '2026-11-30T13:00:00.123456+00:00' },
			true,
		],
		['in work since', { status: 'in_progress', accepted_at: '2026-11-30T13:00:00.123456+00:00' }, true],
		['taken by somebody since', { status: 'accepted', accepted_at: '2026-11-30T13:00:30+00:00' }, true],
		['given back since', { alert_round: 3 }, true],
		['closed', { status: 'resolved', accepted_at: '2026-11-30T13:00:00.123456+00:00' }, true],
		['withdrawn', { status: 'cancelled' }, true],
	])('one that is %s: %s', (_, row, isNewer) => {
		expect(isRowNewer(acceptance, { ...known, ...row })).toBe(isNewer);
	});

	test('none at all is not', () => {
		expect(isRowNewer(acceptance, undefined)).toBe(false);
	});

	test('while the pack has not come, any row that is not open is', () => {
		expect(isRowNewer({ at: now }, known)).toBe(false);
		expect(isRowNewer({ at: now }, { ...known, status: 'accepted' })).toBe(true);
	});
});

describe('the pack goes', () => {
	const mine: KnownRow = { status: 'accepted', accepted_at: acceptance.accepted_at ?? null, alert_round: 2 };
	test.each<[string, KnownRow | undefined, number | undefined, boolean]>([
		['not before this device ever was whole', mine, undefined, false],
		['once the database knows of the acceptance', mine, now - day, true],
		['not for a row that a pull from before may have brought', known, now + minute, false],
		['not for a row that is missing, as long', undefined, now + 5 * minute, false],
		['when the row is still open long after', known, now + 5 * minute + 1, true],
		['when the row is out of sight long after', undefined, now + 5 * minute + 1, true],
	])('%s', (_, row, pulledAt, isOver) => {
		expect(isPackOver(acceptance, row, pulledAt)).toBe(isOver);
	});
});
