/** The one place that decides what an answer of the server means for whoever sent something. */

export type Failure =
	/** Nobody knows whether it arrived: send the same again, later. */
	| 'retry'
	/** The server does not know who we are any more: the person has to sign in. */
	| 'signed_out'
	| 'too_large'
	/** The server refuses it for ever: our bug, or an app that is too old. */
	| 'broken';

/**
 * `status` as HTTP says it, 0 when no answer came (network, timeout).
 * 408, 425, 429 and 5xx pass by themselves; 401 and PostgREST's PGRST3xx speak about the session.
 */
export function judgeFailure(status: number, code: string | undefined): Failure {
	if (status === 401 || code?.startsWith('PGRST3') === true) return 'signed_out';
	if (status === 413) return 'too_large';
	if (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500) return 'retry';
	return 'broken';
}
