/** What of rest crosses a wire. Apart from the sums: everything that comes is judged by these words, few screens ask who rests. */

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
/** As ISO 8601 counts: 1 = Monday. */
export type Weekday = (typeof weekdays)[number];

/** From a time of one day until a time of the same day, or of the next one when that is not later: 00:00 to 00:00 is a whole day. */
export interface QuietSpan {
	day: Weekday;
	/** 'HH:MM', 24 hours. */
	from: string;
	until: string;
}

export const breakThroughs = [0, 1, 2, 3, 4] as const;
/** Requests of this priority and more urgent ones get through quiet hours; 0: none. */
export type BreakThrough = (typeof breakThroughs)[number];

export const quietSpanLimit = 14;
/** Of whoever has chosen nothing; the columns of notification_settings say the same. */
export const usualBreakThrough: BreakThrough = 1;
