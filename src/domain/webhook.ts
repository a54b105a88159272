/** What the answer of whoever stands behind the webhook means for the message. */

/** HTTP status, or why there was none. */
export type WebhookResult =
	| number
	/** No connection, or it broke. */
	| 'network'
	| 'timeout'
	| 'unknown_host'
	/** TLS could not prove who answers. */
	| 'certificate'
	/** The name leads into a network that is not public. */
	| 'private_address'
	/** The operator does not allow this host, or no longer. */
	| 'not_allowed';

/** Why a message was not handed over; stands in the record and on the screen of coordination. */
export const webhookErrors = [
	'network',
	'timeout',
	'unknown_host',
	'certificate',
	'private_address',
	'not_allowed',
	'redirects',
	'busy',
	'refused',
] as const;
export type WebhookError = (typeof webhookErrors)[number];

export type WebhookVerdict =
	/** Handed over; whether anybody reads it nobody here knows. */
	| { verdict: 'sent' }
	/** `again`: it may pass; else there is no use in trying the same once more. */
	| { verdict: 'failed'; error: WebhookError; again: boolean };

/** A redirect is never followed: it would lead where nobody has allowed us to go. What a 2xx says beyond its number does not count. */
export function judgeWebhook(result: WebhookResult): WebhookVerdict {
	switch (result) {
		case 'network':
		case 'timeout':
		case 'unknown_host':
			return { verdict: 'failed', error: result, again: true };
		case 'certificate':
		case 'private_address':
		case 'not_allowed':
			return { verdict: 'failed', error: result, again: false };
		default:
			break;
	}
	if (result >= 200 && result < 300) return { verdict: 'sent' };
	if (result >= 300 && result < 400) return { verdict: 'failed', error: 'redirects', again: false };
	const isPassing = result >= 500 || result === 408 || result === 425 || result === 429;
	return { verdict: 'failed', error: isPassing ? 'busy' : 'refused', again: isPassing };
}
