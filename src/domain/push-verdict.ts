/**
 * What one answer of a push service means for the message and for the device. Only 404 and 410 (RFC 8030 section 7.3) say that a
 * device is gone; treating anything else so would silence a phone for good because of a bad hour of its push service.
 */

/** HTTP status, or why there was none. */
export type PostResult = number | 'network' | 'timeout';

export interface PostFacts {
	result: PostResult;
	/** The header as it came: seconds or an HTTP date (RFC 9110 section 10.2.3). */
	retryAfter: string | null;
	/** How often this message was sent, this time included. */
	attempts: number;
	now: Date;
	expiresAt: Date;
	/** 0 ≤ random < 1. */
	random: number;
}

export type PushVerdict =
	/** The push service has it; nothing more is known. */
	| { verdict: 'sent' }
	| { verdict: 'retry'; at: Date }
	/** The subscription has ended: remove the device. */
	| { verdict: 'gone' }
	/** No use in trying this message again. `countsAgainstDevice`: several in a row put the device into quarantine. */
	| { verdict: 'failed'; countsAgainstDevice: boolean }
	/** It would be tried again after nobody needs it any more. */
	| { verdict: 'expired' };

const firstBackoff = 500;
const longestBackoff = 60_000;

/** Refusals of us, not of the message: our key or clock, or a subscription made with another key (RFC 8292). */
export function isCredentialRefusal(result: PostResult): boolean {
	return result === 400 || result === 401 || result === 403;
}

/** Classes of answers as they are counted; 406 is how Windows says 429. */
export type AnswerClass = '2xx' | 'gone' | 'refused' | '413' | '429' | '4xx' | '5xx' | 'timeout' | 'network';

/** What an answer counts as. Never throws; a status that HTTP does not know counts as 5xx: the push service said nothing we could use. */
export function classOfAnswer(result: PostResult): AnswerClass {
	if (typeof result !== 'number') return result;
	if (result >= 200 && result < 300) return '2xx';
	if (result === 404 || result === 410) return 'gone';
	if (isCredentialRefusal(result)) return 'refused';
	if (result === 413) return '413';
	if (result === 406 || result === 429) return '429';
	return result >= 300 && result < 500 ? '4xx' : '5xx';
}

function isPassing(result: PostResult): boolean {
	if (typeof result !== 'number') return true;
	// 406 is how Windows says 429.
	return [406, 408, 425, 429].includes(result) || result >= 500;
}

/** Half to whole of 0.5 s, 1 s, 2 s … 60 s: many messages that failed together do not come back together. */
function backoff(attempts: number, random: number): number {
	const whole = Math.min(longestBackoff, firstBackoff * 2 ** Math.min(attempts - 1, 20));
	return whole * (0.5 + random / 2);
}

/** Milliseconds to wait, or undefined when the header says nothing usable. */
function parseRetryAfter(header: string | null, now: Date): number | undefined {
	const text = header?.trim() ?? '';
	if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
	// Every HTTP date names its day in letters; without that check "12" or "2026-11" would be read as a date.
	const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}

/** Never throws. A retry never lies in the past, and waits at least as long as the push service asked for. */
export function judgePost(facts: PostFacts): PushVerdict {
	const { result, now } = facts;
	if (typeof result === 'number' && result >= 200 && result < 300) return { verdict: 'sent' };
	if (result === 404 || result === 410) return { verdict: 'gone' };
	if (!isPassing(result)) return { verdict: 'failed', countsAgainstDevice: isCredentialRefusal(result) };
	const wait = Math.max(
		parseRetryAfter(facts.retryAfter, now) ?? 0,
		backoff(Math.max(1, facts.attempts), facts.random),
	);
	const at = new Date(now.getTime() + Math.ceil(wait));
	return at < facts.expiresAt ? { verdict: 'retry', at } : { verdict: 'expired' };
}

/**
 * So many refusals in a row and a device is left alone until its person opens the app there again. One that never worked proves itself
 * wrong sooner.
 */
export const quarantineAfter = { neverReached: 5, reachedBefore: 20 } as const;
