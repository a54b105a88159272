import { expect, test } from 'vitest';
import { sayStretch } from './stretch-words.ts';

const now = new Date('2026-12-01T10:00:00+01:00');

test.each([
	['2026-12-01T08:00:00+01:00', '2026-12-01T18:00:00+01:00', 'jetzt bis 18:00', 'now until 18:00'],
	[
		'2026-12-01T14:00:00+01:00',
		'2026-12-01T18:00:00+01:00',
		'heute 14:00 bis 18:00',
		'today 14:00 until 18:00',
	],
	[
		'2026-12-01T14:00:00+01:00',
		'2026-12-02T00:00:00+01:00',
		'heute 14:00 bis 24:00',
		'today 14:00 until 24:00',
	],
	[
		'2026-12-02T08:00:00+01:00',
		'2026-12-02T12:00:00+01:00',
		'morgen 08:00 bis 12:00',
		'tomorrow 08:00 until 12:00',
	],
	[
		'2026-12-01T14:00:00+01:00',
		'2026-12-02T08:00:00+01:00',
		'heute 14:00 bis morgen 08:00',
		'today 14:00 until tomorrow 08:00',
	],
	['2026-12-22T08:00:00+01:00', '2026-12-24T08:00:00+01:00', '22.12., 08:00 bis 24.12., 08:00', undefined],
])('%s to %s', (from, until, german, english) => {
	expect(sayStretch(new Date(from), new Date(until), now, 'de')).toBe(german);
	if (english !== undefined) expect(sayStretch(new Date(from), new Date(until), now, 'en')).toBe(english);
});
