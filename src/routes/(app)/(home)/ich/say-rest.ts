/** Rest in words. Pure. */
import type { NotificationWishes } from '#domain/availability.ts';
import { type QuietStretch, reachOf, runsOf, stretchesOf } from '#domain/quiet-week.ts';
import { clockTime, stampTime, weekdayName } from '#domain/time-words.ts';
import type { rest } from '#messages/de/rest.ts';
import type { Language } from '#messages/language.ts';

const minute = 60_000;

/** When something ends: `14:02`, `morgen 08:00`, `24.12., 08:00`; midnight is 24:00 of the day before. */
export function sayEnd(end: Date, now: Date, language: Language): string {
	if (clockTime(end) !== '00:00') return stampTime(end, now, language);
	return stampTime(new Date(end.getTime() - minute), now, language).replace('23:59', '24:00');
}

type QuietWishes = Pick<NotificationWishes, 'quietHours' | 'quietOnHolidays' | 'breakThrough'>;

/** All of it in sentences; the last one of them says what gets through. */
export function sayQuiet(wishes: QuietWishes, words: typeof rest.quiet, language: Language): string[] {
	const { preview } = words;
	const stretches = stretchesOf(wishes.quietHours).map((stretch) => sayStretch(stretch, preview, language));
	if (wishes.quietOnHolidays) stretches.push(preview.holidays);
	if (stretches.length === 0) return [words.none];
	return [preview.quiet(preview.and(stretches)), preview.through[wishes.breakThrough]];
}

function sayStretch(stretch: QuietStretch, words: typeof rest.quiet.preview, language: Language): string {
	const days = runsOf(stretch.days).flatMap(([first, last]) => {
		const names = [weekdayName(first, language), weekdayName(last, language)] as const;
		if (first === last) return [names[0]];
		// Two days are two days, three are a stretch.
		return last - first === 1 ? [...names] : [words.run(...names)];
	});
	const hours = [words.and(days), stretch.from, stretch.until] as const;
	const reach = reachOf(stretch);
	return reach === 'whole' ? words.whole(hours[0]) : words[reach](...hours);
}
