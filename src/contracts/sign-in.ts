/**
 * Numbers in refusals of sign-in. supabase-js hands on a code and one sentence, so they stand in the sentence: hosted Supabase does the same
 * ("… you can only request this after 42 seconds."). Pages read the number and say it in words of their own.
 */

export function sayWait(seconds: number): string {
	return `Zu oft; wieder möglich in ${seconds} Sekunden.`;
}

export function sayTriesLeft(tries: number): string {
	return `Der Code stimmt nicht. Versuche übrig: ${tries}.`;
}

/** Seconds until it may be tried again; undefined where the sentence does not say. */
export function readWait(sentence: string): number | undefined {
	return readNumber(/(\d{1,6}) (?:seconds|Sekunden)/, sentence);
}

/** Undefined where the sentence does not say: hosted Supabase never does. */
export function readTriesLeft(sentence: string): number | undefined {
	return readNumber(/Versuche übrig: (\d{1,2})/, sentence);
}

function readNumber(pattern: RegExp, sentence: string): number | undefined {
	const digits = pattern.exec(sentence)?.[1];
	return digits === undefined ? undefined : Number(digits);
}
