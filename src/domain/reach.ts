/** What may be said of an alert to whoever asked and to the cluster: counted, never guessed. Sent, arrived and accepted are different things. */

interface RequestFacts {
	status: string;
	alert_round: number;
}

interface ReachFacts {
	alert_round: number;
	people: number;
	devices: number;
	waiting: number;
	failed: number;
	resting: number;
	without_device: number;
	mailed?: number | undefined;
	reported?: number | undefined;
}

interface EventFacts {
	kind: string;
	happened_at: string;
	facts: { people?: number | undefined; undone?: boolean | undefined; ended?: string | undefined };
}

/** One part of the line; `count` is never 0 but where nothing has been confirmed yet. */
export interface ReachPart {
	kind: 'sent' | 'sending' | 'confirmed' | 'resting' | 'unreachable' | 'mailed' | 'reported';
	count: number;
}

/** The line of an open request in the order in which it is read; empty while nothing is counted, or the count is of another round. */
export function reachParts(
	{ status, alert_round }: RequestFacts,
	reach: ReachFacts | null | undefined,
): ReachPart[] {
	if (status !== 'open' || reach?.alert_round !== alert_round) return [];
	const { people, devices, waiting, failed, resting, without_device, mailed = 0, reported = 0 } = reach;
	const parts: ReachPart[] = [
		{ kind: 'sent', count: people },
		{ kind: 'sending', count: waiting },
		{ kind: 'confirmed', count: devices },
		{ kind: 'resting', count: resting },
		{ kind: 'unreachable', count: without_device + failed },
		{ kind: 'mailed', count: mailed },
		{ kind: 'reported', count: reported },
	];
	// That nothing has been confirmed is news only where something was sent.
	return parts.filter(({ kind, count }) => count > 0 || (kind === 'confirmed' && people > 0));
}

const begins = ['created', 'released', 'handed_over'];

/**
 * How the alert of an open request stands, from its events, newest first: `unheard` when it has reached nobody, `ended` when it has come to its end
 * without anybody accepting, else `runs`; undefined while nothing is known of this round.
 */
export function alertStanding(
	{ status }: RequestFacts,
	events: readonly EventFacts[],
): 'runs' | 'unheard' | 'ended' | undefined {
	if (status !== 'open') return undefined;
	const begun = events.findIndex(({ kind, facts }) => begins.includes(kind) && facts.undone !== true);
	const alerts = events
		.slice(0, begun === -1 ? events.length : begun)
		.filter(({ kind }) => kind === 'alerted');
	if (alerts.length === 0) return undefined;
	const hasReached = alerts.some(({ facts }) => (facts.people ?? 0) > 0);
	if (!hasReached) return 'unheard';
	// Somebody who rested may have been called since.
	return alerts[0]?.facts.ended === undefined ? 'runs' : 'ended';
}
