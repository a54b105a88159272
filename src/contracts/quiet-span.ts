import * as z from 'zod/mini';
import { type QuietSpan, weekdays } from '#domain/availability-words.ts';

const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** As the database checks it. */
export const quietSpan: z.ZodMiniType<QuietSpan> = z.object({
	day: z.literal(weekdays),
	from: time,
	until: time,
});
