/** The code that comes by mail: how long it is, how long it lives, and what counts as having typed it. */

export const codeDigits = 6;
/** As in supabase/config.toml for hosted mode (`otp_expiry`). */
export const codeMinutes = 15;
/** The fifth wrong one kills the code. */
export const triesPerCode = 5;
/** So many mails to one address in so many minutes. */
export const mailsPerWindow = 3;
export const mailWindowMinutes = 10;

/** In two groups, as people read and say it: `123 456`. */
export function writeCode(code: string): string {
	return `${code.slice(0, 3)} ${code.slice(3)}`;
}

/**
 * The digits of what was typed or pasted, at most six: from `123 456`, `123-456` or a whole subject line. A line that holds several numbers
 * gives its first group of six. Never throws.
 */
export function readCode(text: string): string {
	const grouped = /(?<!\d)\d{3}[\s\u00a0\u202f-]?\d{3}(?!\d)/.exec(text)?.[0] ?? text;
	return grouped.replace(/\D/g, '').slice(0, codeDigits);
}
