import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BreakThrough, breakThroughs, type QuietSpan, weekdays } from './availability-words.ts';
import { type NotificationWishes, restOf } from './availability.ts';
import { holidaysOf } from './holidays.ts';
import { priorities } from './request.ts';
import { wallClock, wallTime } from './wall-time.ts';

const cluster = 'network';
const nobodyElse = { clusterId: cluster, priority: 2, isOnCall: false } as const;

function wishes(some: Partial<NotificationWishes> = {}): NotificationWishes {
	return {
		pausedUntil: null,
		quietHours: [],
		quietOnHolidays: false,
		breakThrough: 1,
		mutedClusterIds: [],
		...some,
	};
}

function span(day: QuietSpan['day'], from: string, until: string): QuietSpan {
	return { day, from, until };
}

describe('quiet hours', () => {
	/** Thursday evening until Friday morning; all of Sunday. */
	const quiet = wishes({
		quietHours: [span(4, '17:00', '07:00'), span(5, '12:00', '12:30'), span(7, '00:00', '00:00')],
	});
	test.each([
		['before they begin', '2026-12-03T16:59:59+01:00', 'none'],
		['as they begin', '2026-12-03T17:00:00+01:00', 'quiet'],
		['over midnight', '2026-12-04T00:00:00+01:00', 'quiet'],
		['in their last minute', '2026-12-04T06:59:59+01:00', 'quiet'],
		['as they end', '2026-12-04T07:00:00+01:00', 'none'],
		['in the morning of the day they begin', '2026-12-03T06:00:00+01:00', 'none'],
		['in a short span', '2026-12-04T12:15:00+01:00', 'quiet'],
		['in the evening after the short span', '2026-12-04T20:00:00+01:00', 'none'],
		['on a whole day, at its beginning', '2026-12-06T00:00:00+01:00', 'quiet'],
		['on a whole day, at its end', '2026-12-06T23:59:59+01:00', 'quiet'],
		['after a whole day', '2026-12-07T00:00:00+01:00', 'none'],
		['before a whole day', '2026-12-05T23:59:59+01:00', 'none'],
	] as const)('%s', (_, now, rest) => {
		expect(restOf(quiet, nobodyElse, new Date(now))).toBe(rest);
	});

	test('from Sunday evening reach into Monday', () => {
		const sunday = wishes({ quietHours: [span(7, '22:00', '06:00')] });
		expect(restOf(sunday, nobodyElse, new Date('2026-12-07T05:59:00+01:00'))).toBe('quiet');
		expect(restOf(sunday, nobodyElse, new Date('2026-12-07T06:00:00+01:00'))).toBe('none');
	});
});

describe('the night the clocks go forward, 28.03.2027', () => {
	const night = wishes({ quietHours: [span(6, '22:00', '06:00')] });
	test.each([
		['2027-03-27T21:59:00+01:00', 'none'],
		['2027-03-28T01:59:00+01:00', 'quiet'],
		['2027-03-28T03:00:00+02:00', 'quiet'],
		['2027-03-28T05:59:00+02:00', 'quiet'],
		['2027-03-28T06:00:00+02:00', 'none'],
	] as const)('at %s: %s', (now, rest) => {
		expect(restOf(night, nobodyElse, new Date(now))).toBe(rest);
	});

	test('hours that end in the one that is left out end with it', () => {
		const early = wishes({ quietHours: [span(6, '22:00', '02:30')] });
		expect(restOf(early, nobodyElse, new Date('2027-03-28T01:59:59+01:00'))).toBe('quiet');
		expect(restOf(early, nobodyElse, new Date('2027-03-28T03:00:00+02:00'))).toBe('none');
	});
});

describe('the night the clocks go back, 31.10.2027', () => {
	const night = wishes({ quietHours: [span(6, '22:00', '02:30')] });
	test.each([
		['2027-10-31T02:29:00+02:00', 'quiet'],
		['2027-10-31T02:30:00+02:00', 'none'],
		// The hour comes again, and with it what was said of it.
		['2027-10-31T02:00:00+01:00', 'quiet'],
		['2027-10-31T02:30:00+01:00', 'none'],
	] as const)('at %s: %s', (now, rest) => {
		expect(restOf(night, nobodyElse, new Date(now))).toBe(rest);
	});
});

describe('public holidays of Saxony', () => {
	const wanted = wishes({ quietOnHolidays: true });
	test.each([
		['the eve', '2026-11-17T23:59:59+01:00', 'none'],
		['Repentance Day, from midnight', '2026-11-18T00:00:00+01:00', 'quiet'],
		['Repentance Day, until midnight', '2026-11-18T23:59:59+01:00', 'quiet'],
		['the day after', '2026-11-19T00:00:00+01:00', 'none'],
		['Corpus Christi, a working day here', '2027-05-27T12:00:00+02:00', 'none'],
	] as const)('are quiet all day for whoever wants that: %s', (_, now, rest) => {
		expect(restOf(wanted, nobodyElse, new Date(now))).toBe(rest);
	});

	test('are days like others for everybody else', () => {
		expect(restOf(wishes(), nobodyElse, new Date('2026-12-25T12:00:00+01:00'))).toBe('none');
	});
});

describe('what stands over what', () => {
	const now = new Date('2026-12-03T20:00:00+01:00');
	const asleep = { quietHours: [span(4, '17:00', '07:00')] };
	test.each<[string, Partial<NotificationWishes>, object, string]>([
		[
			'a pause holds against priority 1',
			{ pausedUntil: new Date(now.getTime() + 1) },
			{ priority: 1 },
			'paused',
		],
		['a pause holds on call', { pausedUntil: new Date(now.getTime() + 1) }, { isOnCall: true }, 'paused'],
		['a pause is over at its end', { pausedUntil: now }, {}, 'none'],
		['a muted cluster is silent', { mutedClusterIds: [cluster] }, {}, 'muted'],
		['a muted cluster is silent at priority 1', { mutedClusterIds: [cluster] }, { priority: 1 }, 'muted'],
		['another cluster is not muted', { mutedClusterIds: ['phones'] }, {}, 'none'],
		['on call ignores a mute', { mutedClusterIds: [cluster] }, { isOnCall: true }, 'none'],
		['on call ignores quiet hours', asleep, { isOnCall: true }, 'none'],
		['priority 1 breaks through', asleep, { priority: 1 }, 'none'],
		['priority 2 does not', asleep, { priority: 2 }, 'quiet'],
		['priority 2 does where it is wanted', { ...asleep, breakThrough: 2 }, { priority: 2 }, 'none'],
		['nothing breaks through where nothing may', { ...asleep, breakThrough: 0 }, { priority: 1 }, 'quiet'],
		['everything breaks through where all may', { ...asleep, breakThrough: 4 }, { priority: 4 }, 'none'],
	])('%s', (_, some, circumstances, rest) => {
		expect(restOf(wishes(some), { ...nobodyElse, ...circumstances }, now)).toBe(rest);
	});
});

const time = fc
	.tuple(fc.nat(23), fc.nat(59))
	.map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`);
const anySpan = fc.record({ day: fc.constantFrom(...weekdays), from: time, until: time });
/** The two weeks around each change of the clocks, Christmas and a plain month. */
const anyMoment = fc
	.tuple(
		fc.constantFrom('2027-03-28', '2027-10-31', '2026-12-25', '2026-06-15'),
		fc.integer({ min: -20_160, max: 20_160 }),
	)
	.map(([date, minutes]) => new Date(Date.parse(date) + minutes * 60_000 + 7_777));
const anyWishes: fc.Arbitrary<NotificationWishes> = fc.record({
	pausedUntil: fc.option(anyMoment),
	quietHours: fc.array(anySpan, { maxLength: 14 }),
	quietOnHolidays: fc.boolean(),
	breakThrough: fc.constantFrom<BreakThrough>(...breakThroughs),
	mutedClusterIds: fc.subarray([cluster, 'phones']),
});
const anyAlert = fc.record({
	clusterId: fc.constantFrom(cluster, 'phones', 'printers'),
	priority: fc.constantFrom(...priorities),
	isOnCall: fc.boolean(),
});

const day = 24 * 3_600_000;

/** The same, laid out on a wall calendar: every span of this week and the one before, as a stretch of shown time. */
function isQuietByCalendar({ quietHours, quietOnHolidays }: NotificationWishes, now: Date): boolean {
	const shown = wallTime(now.getTime());
	const today = Math.floor(shown / day) * day;
	if (quietOnHolidays && holidaysOf(new Date(today).getUTCFullYear()).includes(today)) return true;
	return [0, 1, 2, 3, 4, 5, 6, 7].some((back) => {
		const date = today - back * day;
		return quietHours.some(({ day: weekday, from, until }) => {
			if ((new Date(date).getUTCDay() || 7) !== weekday) return false;
			const iso = new Date(date).toISOString().slice(0, 10);
			const end = Date.parse(`${iso}T${until}Z`);
			return shown >= Date.parse(`${iso}T${from}Z`) && shown < (until <= from ? end + day : end);
		});
	});
}

describe('whatever somebody wishes', () => {
	test('nobody is woken who rests, and nobody rests without having wished it', () => {
		fc.assert(
			fc.property(anyWishes, anyAlert, anyMoment, (wished, alert, now) => {
				const isPaused = wished.pausedUntil !== null && wished.pausedUntil > now;
				const isMuted = !alert.isOnCall && wished.mutedClusterIds.includes(alert.clusterId);
				const isAsleep =
					!alert.isOnCall && alert.priority > wished.breakThrough && isQuietByCalendar(wished, now);
				const expected = isPaused ? 'paused' : isMuted ? 'muted' : isAsleep ? 'quiet' : 'none';
				expect(restOf(wished, alert, now)).toBe(expected);
				expect(restOf(wished, alert, now, wallClock(now))).toBe(expected);
			}),
			{ numRuns: 1000 },
		);
	});

	test('a more urgent request never rests where a less urgent one does not', () => {
		fc.assert(
			fc.property(anyWishes, anyAlert, anyMoment, (wished, alert, now) => {
				const rests = priorities.map((priority) => restOf(wished, { ...alert, priority }, now) !== 'none');
				expect(rests).toEqual(rests.toSorted((a, b) => Number(a) - Number(b)));
			}),
		);
	});
});

test('10 000 people are asked about in a fraction of the second a plan has', () => {
	const wished = wishes({
		quietHours: weekdays.flatMap((one) => [span(one, '17:00', '07:00'), span(one, '12:00', '13:00')]),
	});
	const now = new Date('2026-12-03T08:00:00+01:00');
	restOf(wished, nobodyElse, now);
	const started = performance.now();
	for (let asked = 0; asked < 10_000; asked += 1) restOf(wished, nobodyElse, now);
	expect(performance.now() - started).toBeLessThan(200);
});
