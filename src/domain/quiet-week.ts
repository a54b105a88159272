/** Quiet hours as people think of them: a stretch of the day, and the days on which it holds. */

import { type QuietSpan, type Weekday, weekdays } from './availability-words.ts';

export interface QuietStretch {
	days: readonly Weekday[];
	from: string;
	until: string;
}

/** Spans of the same hours together, in the order of the week. */
export function stretchesOf(spans: readonly QuietSpan[]): QuietStretch[] {
	const found = new Map<string, { days: Set<Weekday>; from: string; until: string }>();
	for (const { day, from, until } of spans.toSorted((a, b) => a.day - b.day)) {
		const key = `${from} ${until}`;
		const stretch = found.get(key) ?? { days: new Set(), from, until };
		stretch.days.add(day);
		found.set(key, stretch);
	}
	return [...found.values()].map(({ days, ...hours }) => ({ days: [...days], ...hours }));
}

export function spansOf(stretches: readonly QuietStretch[]): QuietSpan[] {
	return stretches.flatMap(({ days, from, until }) => days.map((day) => ({ day, from, until })));
}

/** Runs of days that follow one another, each as its first and last: `[[1, 5], [7, 7]]`. */
export function runsOf(days: readonly Weekday[]): [Weekday, Weekday][] {
	const runs: [Weekday, Weekday][] = [];
	for (const day of weekdays) {
		if (!days.includes(day)) continue;
		const run = runs.at(-1);
		if (run?.[1] === day - 1) run[1] = day;
		else runs.push([day, day]);
	}
	return runs;
}

/** `next`: until the following day; `whole`: for 24 hours from midnight. */
export function reachOf({ from, until }: Pick<QuietStretch, 'from' | 'until'>): 'same' | 'next' | 'whole' {
	if (from === '00:00' && until === '00:00') return 'whole';
	return until <= from ? 'next' : 'same';
}

export const quietPresets = ['off_work', 'nights'] as const;
export type QuietPreset = (typeof quietPresets)[number];

/** `off_work`: from five on working days until seven, and from Friday through to Monday. */
export const presetStretches: Record<QuietPreset, readonly QuietStretch[]> = {
	off_work: [
		{ days: [1, 2, 3, 4, 5], from: '17:00', until: '07:00' },
		{ days: [6, 7], from: '07:00', until: '07:00' },
	],
	nights: [{ days: weekdays, from: '22:00', until: '07:00' }],
};
